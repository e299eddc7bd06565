package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.provider.ProviderConfiguration;
import org.otpwidget.server.delivery.provider.VendorStandIn;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.secret.SecretText;

import tools.jackson.databind.JsonNode;

import java.time.Duration;

class OutsideTests {

    private static final SecretText SECRET = SecretText.of("Bearer s");

    private final VendorStandIn standIn = new VendorStandIn();

    @AfterEach
    void close() {
        standIn.close();
    }

    @Test
    void reachesNoPrivateAddress() {
        try (var calls = outside(false).calls("test", Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> calls.post(standIn.url(), SECRET, "{}").block());
            String named = standIn.url().replace("127.0.0.1", "localhost");
            assertThatThrownBy(() -> calls.post(named, SECRET, "{}").block());
        }
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void postsAndReadsJson() {
        standIn.answers(Reply.json(200, "{'a':1}"));
        try (var calls = outside(true).calls("test", Duration.ofSeconds(2))) {
            JsonNode answer = calls.post(standIn.url() + "/x", SECRET, "{\"b\":2}").block();
            assertThat(String.valueOf(answer)).isEqualTo("{\"a\":1}");
            assertThat(standIn.lastRequest().header("authorization")).isEqualTo("Bearer s");
            standIn.answers(Reply.json(302, "{'a':1}").with("Location", standIn.url() + "/y"));
            assertThat(calls.post(standIn.url(), SECRET, "{}").block()).isNull();
        }
        assertThat(standIn.requests()).hasSize(2);
        assertThat(standIn.requests().getFirst().json().path("b").asInt()).isEqualTo(2);
    }

    private static Outside outside(boolean privateAddresses) {
        return new Outside(new ProviderConfiguration(privateAddresses, "https://otp.example"));
    }
}
