package org.otpwidget.samplesite.signin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.otpwidget.samplesite.OtpServerStub;
import org.otpwidget.samplesite.SiteTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import java.util.Map;
import java.util.stream.Stream;

/** Nobody gets in on an answer that is not understood, and the visitor learns why. */
@SiteTest
class BrokenServerTests {

    @Autowired private WebTestClient browser;

    @DynamicPropertySource
    static void otpServer(DynamicPropertyRegistry registry) {
        OtpServerStub.register(registry);
    }

    static Stream<ResponseDefinitionBuilder> answersThatProveNothing() {
        return Stream.of(
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                serverError().withBody("{\"type\":\"success\",\"message\":\"919876543210\"}"),
                temporaryRedirect("/elsewhere"),
                ok(),
                ok("<html>A proxy's page</html>").withHeader("Content-Type", "text/html"),
                okJson("{"),
                okJson("{}"),
                okJson("[]"),
                okJson("{\"type\":\"success\"}"),
                okJson("{\"type\":\"success\",\"message\":\" \"}"),
                okJson("{\"type\":\"SUCCESS\",\"message\":\"919876543210\"}").withStatus(404));
    }

    @ParameterizedTest
    @MethodSource("answersThatProveNothing")
    void failsClosed(ResponseDefinitionBuilder answer) {
        OtpServerStub.empty();
        OtpServerStub.answersExchange(answer);

        browser.post()
                .uri("/session")
                .header("Sec-Fetch-Site", "same-origin")
                .bodyValue(Map.of("accessToken", "a.jwt"))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.BAD_GATEWAY)
                .expectCookie()
                .doesNotExist("visitor")
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("does not answer"));
    }
}
