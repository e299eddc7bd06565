package org.otpwidget.server.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.provider.FormBody;
import org.otpwidget.server.secret.SecretText;

import java.net.URI;

/** The example of https://www.twilio.com/docs/usage/security#validating-requests. */
class TwilioSignatureTests {

    private static final SecretText AUTH_TOKEN = SecretText.of("12345");
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String SIGNATURE = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";

    private final FormBody form =
            FormBody.parse(
                    "Digits=1234&To=%2B18005551212&From=%2B12349013030"
                            + "&Caller=%2B12349013030&CallSid=CA1234567890ABCDE");

    @Test
    void signsAsTwilioDoes() {
        assertThat(TwilioSignature.sign(URL, form, AUTH_TOKEN)).isEqualTo(SIGNATURE);
        assertThat(isGenuine(URL, AUTH_TOKEN)).isTrue();
    }

    @Test
    void overlooksTheDefaultPort() {
        assertThat(isGenuine(URL.replace(".com/", ".com:443/"), AUTH_TOKEN)).isTrue();
        assertThat(isGenuine(URL.replace(".com/", ".com:8443/"), AUTH_TOKEN)).isFalse();
    }

    @Test
    void findsWhatWasChanged() {
        assertThat(isGenuine(URL + "3", AUTH_TOKEN)).isFalse();
        assertThat(isGenuine(URL, SecretText.of("12346"))).isFalse();
        assertThat(isGenuine(URL, SecretText.of(""))).isFalse();
        assertThat(
                        TwilioSignature.isGenuine(
                                SIGNATURE,
                                URI.create(URL),
                                FormBody.parse("Digits=1235"),
                                AUTH_TOKEN))
                .isFalse();
    }

    private boolean isGenuine(String url, SecretText token) {
        return TwilioSignature.isGenuine(SIGNATURE, URI.create(url), form, token);
    }
}
