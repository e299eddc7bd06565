package org.otpwidget.samplesite;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import org.springframework.test.context.DynamicPropertyRegistry;

/** Stands in for the OTP server: one for the whole test run, emptied before each test. */
public final class OtpServerStub {

    public static final String EXCHANGE = "/api/v5/widget/verifyAccessToken";

    private static final WireMockServer SERVER = new WireMockServer(options().dynamicPort());

    private OtpServerStub() {}

    /** Starts the stub and points the site at it. */
    public static void register(DynamicPropertyRegistry registry) {
        if (!SERVER.isRunning()) {
            SERVER.start();
        }
        registry.add("sample.server-url", SERVER::baseUrl);
    }

    /** The stub without any answer, ready for a test. */
    public static WireMockServer empty() {
        SERVER.resetAll();
        return SERVER;
    }

    /** Answers each exchange with HTTP 200 and this body, as the contract has it for errors too. */
    public static void answersExchange(String body) {
        answersExchange(okJson(body));
    }

    public static void answersExchange(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlEqualTo(EXCHANGE)).willReturn(answer));
    }
}
