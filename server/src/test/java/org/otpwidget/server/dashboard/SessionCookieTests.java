package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.secret.SecretText;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class SessionCookieTests {

    @ParameterizedTest
    @ValueSource(strings = {"otp.shop.example", "192.168.1.5:8080", "127.0.0.1.evil.example"})
    void isBoundToHttpsAndItsHost(String host) {
        var cookie = SessionCookie.of(request(host), SecretText.of("s"));
        assertThat(cookie.getName()).isEqualTo("__Host-otp-session");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:8080", "[::1]:8080"})
    void hasAPlainNameOnThisMachine(String host) {
        var cookie = SessionCookie.of(request(host), SecretText.of("s"));
        assertThat(cookie.getName()).isEqualTo("otp-session");
        assertThat(cookie.isSecure()).isFalse();
        assertThat(cookie.isHttpOnly()).isTrue();
    }

    @Test
    void isNotReadUnderThePlainNameElsewhere() {
        var request =
                MockServerHttpRequest.get("http://otp.shop.example/dashboard")
                        .header("Host", "otp.shop.example")
                        .cookie(new HttpCookie("otp-session", "planted"))
                        .build();
        assertThat(SessionCookie.read(request)).isEmpty();
    }

    /** A proxy on the same machine that passes its own name on. */
    @Test
    void isBoundToHttpsWhereTheBrowserSaysSo() {
        var request =
                MockServerHttpRequest.post("/sign-in")
                        .header("Host", "127.0.0.1:8080")
                        .header("Origin", "https://otp.shop.example")
                        .cookie(new HttpCookie("__Host-otp-session", "s"))
                        .cookie(new HttpCookie("otp-session", "planted"))
                        .build();
        assertThat(SessionCookie.of(request, SecretText.of("s")).getName())
                .isEqualTo("__Host-otp-session");
        assertThat(SessionCookie.read(request).orElseThrow().reveal()).isEqualTo("s");
    }

    private static MockServerHttpRequest request(String host) {
        return MockServerHttpRequest.get("/dashboard").header("Host", host).build();
    }
}
