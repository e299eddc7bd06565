package org.otpwidget.samplesite.signin;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.samplesite.OtpServerStub;
import org.otpwidget.samplesite.SiteTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;

import java.util.Map;
import java.util.Objects;

@SiteTest
class SignInTests {

    private static final String SUCCESS = "{\"type\":\"success\",\"message\":\"919876543210\"}";

    @Autowired private WebTestClient browser;

    private WireMockServer otpServer;

    @DynamicPropertySource
    static void otpServer(DynamicPropertyRegistry registry) {
        OtpServerStub.register(registry);
    }

    @BeforeEach
    void emptyStub() {
        otpServer = OtpServerStub.empty();
    }

    @Test
    void signsInByForm() {
        OtpServerStub.answersExchange(SUCCESS);

        var cookie = cookieOf(postForm("a.jwt", "+91 98765 43210").expectStatus().isSeeOther());

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(accountPage(cookie)).contains("Signed in as +919876543210");
    }

    @Test
    void signsInByJson() {
        OtpServerStub.answersExchange(SUCCESS);

        var answer = postJson(Map.of("accessToken", "a.jwt")).expectStatus().isOk();

        answer.expectBody().jsonPath("$.location").isEqualTo("/account");
        assertThat(accountPage(cookieOf(answer))).contains("Signed in as +919876543210");
    }

    @Test
    void exchangesWithAuthkeyAndClaimedIdentifier() {
        OtpServerStub.answersExchange(SUCCESS);

        postForm("a.jwt", "+91 98765 43210").expectStatus().isSeeOther();

        otpServer.verify(
                1,
                postRequestedFor(urlEqualTo(OtpServerStub.EXCHANGE))
                        .withHeader("authkey", equalTo("demo-authkey"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"access-token": "a.jwt", "identifier": "+91 98765 43210"}
                                        """)));
    }

    @Test
    void givesEverySignInAnotherSessionId() {
        OtpServerStub.answersExchange(SUCCESS);
        var first = cookieOf(postForm("a.jwt", "919876543210"));

        var second =
                cookieOf(
                        browser.mutate()
                                .defaultCookie(first.getName(), first.getValue())
                                .build()
                                .post()
                                .uri("/session")
                                .header("Sec-Fetch-Site", "same-origin")
                                .bodyValue(Map.of("accessToken", "another.jwt"))
                                .exchange());

        assertThat(second.getValue()).isNotEqualTo(first.getValue());
        assertThat(accountPage(first)).contains("You are not signed in");
        assertThat(accountPage(second)).contains("Signed in as");
    }

    @Test
    void signsOut() {
        OtpServerStub.answersExchange(SUCCESS);
        var cookie = cookieOf(postForm("a.jwt", "919876543210"));

        browser.post()
                .uri("/session/end")
                .cookie(cookie.getName(), cookie.getValue())
                .header("Sec-Fetch-Site", "same-origin")
                .exchange()
                .expectStatus()
                .isSeeOther();

        assertThat(accountPage(cookie)).contains("You are not signed in");
    }

    @Test
    void refusesAnErrorThatComesWithStatus200() {
        OtpServerStub.answersExchange(
                "{\"type\":\"error\",\"code\":702,\"message\":\"access-token already verified\"}");

        assertRefused(postForm("a.jwt", "919876543210"), HttpStatus.UNAUTHORIZED);
        postJson(Map.of("accessToken", "a.jwt"))
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("already verified"));
    }

    @Test
    void refusesATokenThatProvesAnotherIdentifier() {
        OtpServerStub.answersExchange(
                """
                {"type": "error", "code": "418", "reason": "identifier_mismatch",
                 "message": "The access token proves another identifier."}
                """);

        assertRefused(postForm("a.jwt", "919876543211"), HttpStatus.FORBIDDEN);
    }

    @Test
    void leavesItToTheServerWhichSpellingsAreOneIdentifier() {
        OtpServerStub.answersExchange(SUCCESS);

        postForm("a.jwt", "0091 98765\u201143210").expectStatus().isSeeOther();
    }

    @Test
    void refusesAClaimThatClaimsNothing() {
        OtpServerStub.answersExchange(SUCCESS);

        assertRefused(postForm("a.jwt", " "), HttpStatus.BAD_REQUEST);

        otpServer.verify(0, postRequestedFor(urlEqualTo(OtpServerStub.EXCHANGE)));
    }

    @Test
    void keepsASignedInPageOutOfCaches() {
        OtpServerStub.answersExchange(SUCCESS);
        var cookie = cookieOf(postJson(Map.of("accessToken", "a.jwt")));

        var page = browser.get().uri("/account").cookie(cookie.getName(), cookie.getValue());

        page.exchange().expectHeader().valueEquals("Cache-Control", "no-store");
    }

    @Test
    void asksToVerifyFirstWithoutCallingTheServer() {
        assertRefused(postForm("", ""), HttpStatus.BAD_REQUEST);

        otpServer.verify(0, postRequestedFor(urlEqualTo(OtpServerStub.EXCHANGE)));
    }

    private ResponseSpec postForm(String accessToken, String identifier) {
        return browser.post()
                .uri("/session")
                .header("Sec-Fetch-Site", "same-origin")
                .body(
                        BodyInserters.fromFormData("accessToken", accessToken)
                                .with("identifier", identifier))
                .exchange();
    }

    private ResponseSpec postJson(Map<String, String> body) {
        return browser.post()
                .uri("/session")
                .header("Sec-Fetch-Site", "same-origin")
                .bodyValue(body)
                .exchange();
    }

    private static void assertRefused(ResponseSpec answer, HttpStatus status) {
        answer.expectStatus().isEqualTo(status).expectCookie().doesNotExist("visitor");
    }

    private static ResponseCookie cookieOf(ResponseSpec answer) {
        var cookies =
                answer.expectHeader()
                        .exists(HttpHeaders.SET_COOKIE)
                        .returnResult(Void.class)
                        .getResponseCookies();
        return Objects.requireNonNull(cookies.getFirst("visitor"));
    }

    private String accountPage(ResponseCookie cookie) {
        var page =
                browser.get()
                        .uri("/account")
                        .cookie(cookie.getName(), cookie.getValue())
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult();
        return Objects.requireNonNull(page.getResponseBody());
    }
}
