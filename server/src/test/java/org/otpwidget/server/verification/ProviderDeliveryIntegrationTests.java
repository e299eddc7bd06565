package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Messages on their way through an account's own providers. */
class ProviderDeliveryIntegrationTests extends ProviderServer {

    @Test
    void takesAnotherProviderAtOnceWhenOneFails() {
        var refusedAt = new AtomicLong();
        var acceptedAt = new AtomicLong();
        first.answers(
                _ -> {
                    refusedAt.set(System.nanoTime());
                    return Reply.json(503, "{}");
                });
        second.answers(
                _ -> {
                    acceptedAt.set(System.nanoTime());
                    return Reply.json(200, TAKEN.formatted("b-1"));
                });
        provider(first, "");
        String id = provider(second, "");
        site.started(mobile()); // opens connections

        await().until(() -> second.requests().size() == 1);
        String reqId = site.started(mobile());

        await().until(() -> status(reqId).equals("sent"));
        assertThat(first.requests()).hasSize(2);
        assertThat(message(reqId, "provider || ' ' || provider_id")).isEqualTo(id + " b-1");
        Duration failover = Duration.ofNanos(acceptedAt.get() - refusedAt.get());
        publish(
                "failover: %d ms from the refusal to the next provider"
                        .formatted(failover.toMillis()));
        assertThat(failover).isPositive().isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void prefersProvidersOfTheRecipientsCountry() {
        first.answers(Reply.json(200, TAKEN.formatted("all")));
        second.answers(Reply.json(200, TAKEN.formatted("india")));
        provider(first, "");
        provider(second, ",'countries':['IN','4930']");

        String indian = site.started(mobile());
        String berliner = site.started("+49 30 901820");
        String swiss = site.started("+41 44 668 18 00");

        await().until(() -> status(indian).equals("sent"));
        await().until(() -> status(berliner).equals("sent"));
        await().until(() -> status(swiss).equals("sent"));
        assertThat(second.requests()).hasSize(2);
        assertThat(first.requests()).hasSize(1);
    }

    @Test
    void startsWithTheChannelOfTheRecipientsCountry() {
        open("'countryChannels':{'IN':'whatsapp','CH':'whatsapp','DE':'voice'}");
        first.answers(Reply.json(200, TAKEN.formatted("m")));
        for (String channel : List.of("sms", "whatsapp", "voice")) {
            provider(first, "", channel);
        }

        String indian = site.started(mobile());
        String swiss = site.started("+41 44 668 18 00");
        String german = site.started("+49 30 901820");
        String american = site.started("+1 415 555 2671");

        for (String reqId : List.of(indian, swiss, german, american)) {
            await().until(() -> status(reqId).equals("sent"));
        }
        assertThat(List.of(indian, swiss, german, american))
                .extracting(reqId -> message(reqId, "channel"))
                .containsExactly("12", "12", "4", "11");
        assertThat(first.requests())
                .extracting(
                        request ->
                                request.json().path("to").asString()
                                        + " "
                                        + request.json().path("channel").asString())
                .contains("41446681800 whatsapp", "4930901820 voice", "14155552671 sms");
    }

    @Test
    void refusesAChannelThatNoProviderServes() {
        open("'primaryChannel':'voice'");

        Answer answer = site.send(mobile());

        assertThat(answer.body().path("reason").asString()).isEqualTo("channel_unavailable");
        assertThat(number("SELECT count(*) FROM request WHERE account_id = " + site.account()))
                .isZero();
    }

    @Test
    void keepsWhyAMessageCanNeverArrive() {
        first.answers(Reply.json(400, "{'code':'bad-number','id':'x'}"));
        provider(first, "");
        provider(second, "");

        String reqId = site.started(mobile());

        await().until(() -> status(reqId).equals("failed"));
        assertThat(message(reqId, "cause")).isEqualTo("bad_recipient");
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void takesNewCredentialsForTheNextMessage() {
        first.answers(Reply.json(200, TAKEN.formatted("m")));
        String id = provider(first, "");
        String before = site.started(mobile());
        await().until(() -> status(before).equals("sent"));

        JsonNode shown =
                call("PATCH", "/v1/providers/" + id, "{'settings':{'authorization':'Bearer new'}}");

        assertThat(shown.toString()).doesNotContain("Bearer", "hook-secret");
        assertThat(shown.path("secrets").toString())
                .isEqualTo("[\"authorization\",\"receiptSecret\"]");
        String after = site.started(mobile());
        await().until(() -> status(after).equals("sent"));
        assertThat(first.requests().getFirst().header("authorization")).isEqualTo("Bearer old");
        assertThat(first.lastRequest().header("authorization")).isEqualTo("Bearer new");
        assertThat(
                        number(
                                "SELECT count(*) FROM provider WHERE id = '%s' AND".formatted(id)
                                        + " (settings::text LIKE '%Bearer%'"
                                        + " OR encode(secrets, 'escape') LIKE '%Bearer%')"))
                .isZero();
    }

    @Test
    void showsExactlyWhatTheVendorAnswersToATest() {
        first.answers(Reply.json(401, "{'error':'Bearer old is unknown'}"));
        String id = provider(first, "");

        JsonNode trial = call("POST", "/v1/providers/" + id + "/test", "{'to':'+919876543210'}");

        assertThat(trial.path("outcome").asString()).isEqualTo("failedForNow");
        assertThat(trial.path("status").asInt()).isEqualTo(401);
        assertThat(trial.path("answer").asString())
                .isEqualTo("{\"error\":\"[hidden] is unknown\"}");
        assertThat(trial.path("milliseconds").isNumber()).isTrue();
        assertThat(number("SELECT count(*) FROM message WHERE account_id = " + site.account()))
                .isZero();
    }

    @Test
    void believesSignedReceiptsOnlyAndInAnyOrder() {
        first.answers(_ -> Reply.json(200, TAKEN.formatted("m-" + first.requests().size())));
        String id = provider(first, "");
        String one = site.started(mobile());
        await().until(() -> status(one).equals("sent"));
        String two = site.started(mobile());
        await().until(() -> status(two).equals("sent"));

        assertThat(receipt(id, "m-1", "delivered", "wrong secret")).isEqualTo(403);
        assertThat(status(one)).isEqualTo("sent");
        assertThat(receipt("0123456789abcdef01234567", "m-1", "delivered", "hook-secret"))
                .isEqualTo(404);

        assertThat(receipt(id, "m-1", "delivered", "hook-secret")).isEqualTo(204);
        assertThat(status(one)).isEqualTo("delivered");
        assertThat(receipt(id, "m-1", "failed", "hook-secret")).isEqualTo(204);
        assertThat(receipt(id, "m-1", "delivered", "hook-secret")).isEqualTo(204);
        assertThat(status(one)).isEqualTo("delivered");
        assertThat(message(one, "finished_at IS NOT NULL")).isEqualTo("true");

        assertThat(receipt(id, "m-2", "failed", "hook-secret")).isEqualTo(204);
        assertThat(status(two) + " " + message(two, "reason")).isEqualTo("failed absent");
        assertThat(receipt(id, "m-2", "delivered", "hook-secret")).isEqualTo(204);
        assertThat(status(two)).as("the later word of a carrier").isEqualTo("delivered");
    }

    @Test
    void waitsForTheRecordThatAReceiptOvertakes() {
        String id = provider(first, "");
        first.answers(
                _ -> {
                    assertThat(receipt(id, "early", "delivered", "hook-secret")).isEqualTo(204);
                    return Reply.json(200, TAKEN.formatted("early"));
                });

        String reqId = site.started(mobile());

        await().until(() -> status(reqId).equals("delivered"));
    }

    /** What the README states is read here. */
    private static void publish(String line) {
        org.slf4j.LoggerFactory.getLogger(ProviderDeliveryIntegrationTests.class).info(line);
    }
}
