package org.otpwidget.samplesite.web;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.samplesite.OtpServerStub;
import org.otpwidget.samplesite.SiteTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;

@SiteTest
class SameOriginTests {

    @Autowired private WebTestClient browser;

    @DynamicPropertySource
    static void otpServer(DynamicPropertyRegistry registry) {
        OtpServerStub.register(registry);
    }

    @BeforeEach
    void acceptEveryToken() {
        OtpServerStub.empty();
        OtpServerStub.answersExchange("{\"type\":\"success\",\"message\":\"919876543210\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, https://shop.example.evil.example",
        "X-Other, neither header"
    })
    void refusesFormsOfOtherSites(String header, String value) {
        post(header, value).expectStatus().isForbidden().expectCookie().doesNotExist("visitor");
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, same-origin", "Origin, https://shop.example"})
    void takesItsOwnForms(String header, String value) {
        post(header, value).expectStatus().isSeeOther();
    }

    @Test
    void refusesToSignOutForOtherSites() {
        browser.post()
                .uri("/session/end")
                .header("Sec-Fetch-Site", "cross-site")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private ResponseSpec post(String header, String value) {
        return browser.post()
                .uri("/session")
                .header("Host", "shop.example")
                .header(header, value)
                .body(BodyInserters.fromFormData("accessToken", "a.jwt"))
                .exchange();
    }
}
