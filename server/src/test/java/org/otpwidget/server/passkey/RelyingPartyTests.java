package org.otpwidget.server.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where browsers allow passkeys, and for which site. */
class RelyingPartyTests {

    @ParameterizedTest
    @CsvSource({
        "https://otp.shop.example, otp.shop.example, https://otp.shop.example",
        "https://OTP.shop.example:443, otp.shop.example, https://otp.shop.example",
        "https://otp.shop.example:8443/below, otp.shop.example, https://otp.shop.example:8443",
        "http://127.0.0.1:8080, localhost, http://localhost:8080",
        "http://localhost:8080, localhost, http://localhost:8080",
        "http://[::1]:80, localhost, http://localhost",
        "https://127.0.0.1:8443, localhost, https://localhost:8443",
    })
    void knowsTheSite(String publicUrl, String id, String origin) {
        assertThat(RelyingParty.of(publicUrl)).contains(new RelyingParty(id, origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://otp.shop.example",
                "https://192.0.2.7",
                "https://[2001:db8::7]:8443",
                "otp.shop.example",
            })
    void hasNoneWhereBrowsersDoNotAllowIt(String publicUrl) {
        assertThat(RelyingParty.of(publicUrl)).isEmpty();
    }
}
