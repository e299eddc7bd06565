package org.otpwidget.server.delivery.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.widget.Channel;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class VendorWordsTests {

    private final ProviderSettings settings =
            new ProviderSettings(
                    "p",
                    Channel.SMS,
                    URI.create("https://otp.shop.example/receipts/p"),
                    List.of(),
                    Map.of(),
                    Map.of("token", SecretText.of("t0ken"), "other", SecretText.of("")));

    private final Message message =
            new Message(
                    1,
                    "0123456789abcdef01234567",
                    "919876543210",
                    "Shop",
                    new Content("en", null, "736281 is your code", null),
                    SecretText.of("736281"),
                    Instant.EPOCH);

    @Test
    void hidesWhatTheVendorWasTold() {
        assertThat(
                        VendorWords.of(
                                "No 736281 (736281 is your code) to +919876543210 with t0ken",
                                message,
                                settings))
                .isEqualTo("No [hidden] ([hidden]) to +[hidden] with [hidden]");
    }

    @Test
    void keepsTheRest() {
        assertThat(VendorWords.of("Too many requests", message, settings))
                .isEqualTo("Too many requests");
        assertThat(VendorWords.without("t0ken: 30006", settings)).isEqualTo("[hidden]: 30006");
    }
}
