package org.otpwidget.server.delivery.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

class WebhooksTests {

    @ParameterizedTest
    @ValueSource(strings = {"https://otp.shop.example/r/1", "http://203.0.113.7:8080/r/1"})
    void findsWhatAVendorCouldCall(String url) {
        assertThat(Webhooks.isReachable(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/r/1",
                "http://localhost:8080/r/1",
                "http://10.1.2.3/r/1",
                "https://[::1]/r/1",
                "/r/1"
            })
    void findsWhatNoVendorCouldCall(String url) {
        assertThat(Webhooks.isReachable(URI.create(url))).isFalse();
    }
}
