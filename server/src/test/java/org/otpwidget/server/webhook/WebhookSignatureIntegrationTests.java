package org.otpwidget.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.otpwidget.server.webhook.WebhookFixture.await;
import static org.otpwidget.server.webhook.WebhookFixture.poll;

import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.provider.VendorStandIn;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Signatures as the published library of Standard Webhooks makes and checks them. */
class WebhookSignatureIntegrationTests {

    private static TestDatabase database;

    private final VendorStandIn shop = new VendorStandIn();
    private WebhookFixture fixture;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void open() {
        fixture = new WebhookFixture(database);
        shop.answers(Reply.json(200, "{}"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void areTheLibrarysOwn() {
        NewSecret made = fixture.webhook(shop.url());

        var request = delivered(made.webhook());

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.header("webhook-timestamp"))
                .isEqualTo(Long.toString(fixture.clock.instant().getEpochSecond()));
        assertThat(request.header("webhook-signature")).isEqualTo(signature(made, request));
    }

    @Test
    void areAcceptedByTheLibraryOnlyAsTheyAre() throws Exception {
        var secret = SigningSecret.random();
        var library = new com.standardwebhooks.Webhook(secret.text().reveal());
        String body = "{\"type\":\"verification.sent\"}";
        long seconds = Clock.systemUTC().instant().getEpochSecond();
        var headers =
                Map.of(
                        "webhook-id", List.of("66f1a2b3c4d5e6f708192a3b"),
                        "webhook-timestamp", List.of(Long.toString(seconds)),
                        "webhook-signature",
                                List.of(secret.sign("66f1a2b3c4d5e6f708192a3b", seconds, body)));

        library.verify(body, headers);

        assertThatThrownBy(() -> library.verify(body + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
        var stranger = new com.standardwebhooks.Webhook(SigningSecret.random().text().reveal());
        assertThatThrownBy(() -> stranger.verify(body, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void areMadeWithBothSecretsForADayAfterARotation() {
        NewSecret first = fixture.webhook(shop.url());
        NewSecret second = fixture.rotated(first.webhook());
        assertThat(second.webhook().previousSecretUntil())
                .isEqualTo(fixture.clock.instant().plus(Duration.ofDays(1)));

        var during = delivered(first.webhook());
        fixture.clock.move(Duration.ofDays(1));
        var after = delivered(first.webhook());

        assertThat(during.header("webhook-signature"))
                .isEqualTo(signature(second, during) + " " + signature(first, during));
        assertThat(after.header("webhook-signature")).isEqualTo(signature(second, after));
        assertThat(fixture.read(first.webhook()).previousSecretUntil()).isNull();
    }

    private VendorStandIn.Request delivered(Webhook webhook) {
        String event = fixture.event(webhook);
        poll(fixture.node());
        await(() -> fixture.state(event).equals("delivered 1 200"));
        return shop.lastRequest();
    }

    private static String signature(NewSecret made, VendorStandIn.Request request) {
        try {
            return new com.standardwebhooks.Webhook(made.secret().reveal())
                    .sign(
                            request.header("webhook-id"),
                            Long.parseLong(request.header("webhook-timestamp")),
                            request.body());
        } catch (WebhookSigningException e) {
            throw new AssertionError(e);
        }
    }
}
