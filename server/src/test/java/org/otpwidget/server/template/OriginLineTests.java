package org.otpwidget.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.secret.SecretText;

class OriginLineTests {

    private static final SecretText CODE = SecretText.of("482913");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://SHOP.Example/",
            })
    void takesTheHostOfAnHttpsOrigin(String origin) {
        assertThat(OriginLine.hostOf(origin)).isEqualTo("shop.example");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "http://shop.example",
                "https://shop.example:8443",
                "https://shop.example:443",
                "https://localhost",
                "https://shop.localhost",
                "https://127.0.0.1",
                "https://192.168.1.20",
                "https://[::1]",
                "https://intranet",
                "https://-bad.example",
                "https://a b.example",
                "capacitor://localhost",
                "null",
                "",
                "shop.example",
            })
    void leavesOutEverythingElse(@Nullable String origin) {
        assertThat(OriginLine.hostOf(origin)).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"localhost", "10.0.0.1", "shop.example #1", "shop.example\n@x.example"})
    void appendsNoLineForAHostThatIsNoDomainName(@Nullable String host) {
        assertThat(OriginLine.append("text", host, CODE)).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "a.b.shop.example", "xn--mnchen-3ya.example"})
    void appendsTheLineForADomainName(String host) {
        assertThat(OriginLine.append("text", host, CODE))
                .isEqualTo("text\n\n@" + host + " #482913");
    }

    @Test
    void namesTheFramesOwnHostBehindTheCode() {
        String framed = OriginLine.framed("portal.example", "shop.example");
        assertThat(OriginLine.append("text", framed, CODE))
                .isEqualTo("text\n\n@portal.example #482913 @shop.example");
        assertThat(OriginLine.framed("shop.example", "shop.example")).isEqualTo("shop.example");
        assertThat(OriginLine.framed(null, "shop.example")).isNull();
        assertThat(OriginLine.framed("portal.example", null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "@a.example #482913, true",
        "@a.example #482913 @b.example, true",
        "@a.example #482913 @b, false",
        "@a.example #482913 b.example, false",
        "@a.example #482913 @b.example @c.example, false",
        "@a.example  #482913, false",
        "@a.example #482914, false",
        "a.example #482913, false",
    })
    void knowsALineThatIsThere(String line, boolean isOne) {
        assertThat(OriginLine.isBound("text\n" + line, CODE)).isEqualTo(isOne);
    }
}
