package org.otpwidget.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTests {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example",
        "HTTPS://Shop.Example:443, https://shop.example",
        "http://shop.example:80/, http://shop.example",
        "http://localhost:3000, http://localhost:3000",
        "https://shop.example:8443, https://shop.example:8443",
        "http://127.0.0.1:8081, http://127.0.0.1:8081",
        "http://[::1]:8081, http://[::1]:8081",
        "https://bücher.example, https://xn--bcher-kva.example",
        "https://xn--fa-hia.de, https://xn--fa-hia.de",
        "capacitor://localhost, capacitor://localhost",
        "' https://shop.example ', https://shop.example"
    })
    void isSpelledAsBrowsersSpellIt(String text, String origin) {
        assertThat(Origin.normalise(text)).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "shop.example",
                "//shop.example",
                "https://",
                "https://*.shop.example",
                "https://shop.example/login",
                "https://shop.example?x=1",
                "https://shop.example#x",
                "https://user:password@shop.example",
                "https://user@shop.example",
                "https://shop.example:",
                "https://shop.example:0",
                "https://shop.example:65536",
                "https://shop.example:8a",
                "https://shop example",
                "https://shop..example",
                "https://-shop.example",
                "https://shop.example\\@evil.example",
                "https://shop.example%00",
                "https://<script>",
                "javascript:alert(1)",
                "data:text/html,x",
                "https://a, https://b",
                "https://faß.de",
                "https://FAẞ.de",
                "https://βόλος.com",
                "https://a\u200cb.example",
                "https://a\u200db.example",
                "https://xn--\u0080.example",
                "https://\u3002.example"
            })
    void refusesEverythingElse(String text) {
        assertThat(Origin.normalise(text)).isEmpty();
    }
}
