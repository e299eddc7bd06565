package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.delivery.provider.VendorStandIn;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a customer's system hears of verifications. */
class WebhookEventsIntegrationTests extends ProviderServer {

    private final VendorStandIn shop = new VendorStandIn();

    @BeforeEach
    void takeEvents() {
        shop.answers(Reply.json(204, ""));
        first.answers(_ -> Reply.json(200, TAKEN.formatted("m-" + first.requests().size())));
    }

    @AfterEach
    void closeShop() {
        shop.close();
    }

    @Test
    void tellsAVerificationFromItsBeginningToItsEnd() {
        webhook("");
        String provider = provider(first, "");
        String mobile = mobile();
        Instant begun = clock.instant();
        String reqId = site.started(mobile, "VAR1", "a-secret-of-the-page");
        await().until(() -> status(reqId).equals("sent"));
        String code = text(first);
        assertThat(receipt(provider, "m-1", "delivered", "hook-secret")).isEqualTo(204);
        clock.move(Duration.ofSeconds(7));
        Answer verified = site.verify(reqId, code);
        assertThat(verified.succeeded()).isTrue();
        assertThat(site.exchange(verified.message()).succeeded()).isTrue();

        await().until(() -> shop.requests().size() == 4);

        assertThat(types())
                .containsExactlyInAnyOrder(
                        "verification.created",
                        "verification.sent",
                        "verification.delivered",
                        "verification.verified");
        JsonNode created = event("verification.created");
        assertThat(Instant.parse(created.path("timestamp").asString())).isEqualTo(begun);
        assertThat(created.path("data").toString())
                .isEqualTo(
                        "{\"reqId\":\"%s\",\"widgetId\":\"%s\",\"identifier\":\"%s\",\"channel\":\"sms\",\"platform\":\"web\"}"
                                .formatted(reqId, site.widget(), mobile));
        assertThat(event("verification.sent").at("/data/messageId").asString())
                .isEqualTo(message(reqId, "id"))
                .isEqualTo(event("verification.delivered").at("/data/messageId").asString());
        assertThat(Instant.parse(event("verification.verified").path("timestamp").asString()))
                .isEqualTo(begun.plusSeconds(7));
        assertThat(shop.requests())
                .allSatisfy(
                        request ->
                                assertThat(request.body())
                                        .doesNotContain(code, verified.message(), "a-secret"));
    }

    @Test
    void tellsThePagesHostAndWhyAMessageFailed() {
        webhook(",'events':['verification.failed']");
        provider(first, "");
        first.answers(Reply.json(400, "{'code':'bad-number','id':'x'}"));
        Answer sent =
                site.client()
                        .post(
                                "sendOtp",
                                site.body("identifier", mobile()),
                                "Origin",
                                "https://shop.example");
        assertThat(sent.succeeded()).as(sent.toString()).isTrue();

        await().until(() -> shop.requests().size() == 1);

        JsonNode data = event("verification.failed").path("data");
        assertThat(data.path("cause").asString()).isEqualTo("bad_recipient");
        assertThat(data.path("host").asString()).isEqualTo("shop.example");
        assertThat(data.toString()).doesNotContain("bad-number");
    }

    @Test
    void tellsWhatALateReceiptSays() {
        webhook(",'events':['verification.delivered','verification.failed']");
        String provider = provider(first, "");
        String reqId = site.started(mobile());
        await().until(() -> status(reqId).equals("sent"));

        for (String status : List.of("failed", "failed", "delivered", "delivered", "failed")) {
            assertThat(receipt(provider, "m-1", status, "hook-secret")).isEqualTo(204);
        }

        await().until(() -> shop.requests().size() == 2);
        assertThat(types())
                .containsExactlyInAnyOrder("verification.failed", "verification.delivered");
        assertThat(written()).isEqualTo(2);
    }

    @Test
    void tellsWhatExpiredOnceAndNotWhatWasVerified() {
        webhook(",'events':['verification.expired']");
        provider(first, "");
        String verified = site.started(mobile());
        await().until(() -> status(verified).equals("sent"));
        assertThat(site.verify(verified, text(first)).succeeded()).isTrue();
        String expired = site.started(mobile());
        String end =
                got(
                        database.sql(
                                        "SELECT to_json(expires_at)::text FROM request WHERE id ="
                                                + " '"
                                                + expired
                                                + "'")
                                .map(row -> String.valueOf(row.get(0, String.class)))
                                .one());

        clock.move(Duration.ofMinutes(16));

        await().until(() -> shop.requests().size() == 1);
        await().until(() -> number("SELECT count(*) FROM webhook_expiry") == 0);
        JsonNode event = event("verification.expired");
        assertThat(event.at("/data/reqId").asString()).isEqualTo(expired);
        assertThat(end).startsWith("\"" + event.path("timestamp").asString().substring(0, 19));
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void tellsWhatWasVoided() {
        webhook(",'events':['verification.voided','verification.expired']");
        provider(first, "");
        String reqId = site.started(mobile());

        got(
                database.sql("UPDATE request SET voided_at = :now WHERE id = :id")
                        .bind("now", clock.instant())
                        .bind("id", reqId)
                        .fetch()
                        .rowsUpdated());
        clock.move(Duration.ofMinutes(16));

        await().until(() -> shop.requests().size() == 1);
        await().until(() -> number("SELECT count(*) FROM webhook_expiry") == 0);
        assertThat(event("verification.voided").at("/data/reqId").asString()).isEqualTo(reqId);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void writesNothingForWhoDoesNotWantIt() {
        String id = webhook("").path("id").asString();
        call("PATCH", "/v1/webhooks/" + id, "{'enabled':false}");
        webhook(",'events':['verification.voided']");
        provider(first, "");

        String reqId = site.started(mobile());
        await().until(() -> status(reqId).equals("sent"));

        assertThat(written()).isZero();
        assertThat(number("SELECT count(*) FROM webhook_expiry WHERE request_id = '" + reqId + "'"))
                .isZero();
    }

    private JsonNode webhook(String more) {
        JsonNode made =
                call(
                        "POST",
                        "/v1/webhooks",
                        "{'name':'Shop','url':'%s'%s}".formatted(shop.url(), more));
        LogWatch.secret(made.path("secret").asString());
        return made;
    }

    private long written() {
        return number(
                "SELECT count(*) FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id"
                        + " WHERE w.account_id = "
                        + site.account());
    }

    private List<String> types() {
        return shop.requests().stream()
                .map(request -> request.json().path("type").asString())
                .toList();
    }

    private JsonNode event(String type) {
        return shop.requests().stream()
                .map(VendorStandIn.Request::json)
                .filter(event -> event.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
