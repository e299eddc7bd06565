package org.otpwidget.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class CredentialTests {

    @ParameterizedTest
    @CsvSource({
        "authkey, ak_1, ak_1",
        "Authorization, Bearer ak_1, ak_1",
        "Authorization, bearer  ak_1, ak_1",
        "Authorization, Basic YW55OmFrXzE=, ak_1",
        "Authorization, Basic OmFrX2E6Yg==, ak_a:b"
    })
    void isFound(String header, String value, String key) {
        assertThat(credential(header, value)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Basic !!!",
        "Authorization, Basic bm9jb2xvbg==",
        "Authorization, Digest x",
        "Authorization, ak_1",
        "X-Other, ak_1"
    })
    void isNotFoundElsewhere(String header, String value) {
        assertThat(credential(header, value)).isNull();
    }

    @Test
    void prefersTheHeaderOfItsOwn() {
        var headers = new HttpHeaders();
        headers.setBearerAuth("ak_2");
        headers.set("authkey", "ak_1");

        assertThat(Credential.of(headers)).isEqualTo("ak_1");
    }

    private static @Nullable String credential(String header, String value) {
        var headers = new HttpHeaders();
        headers.set(header, value);
        return Credential.of(headers);
    }
}
