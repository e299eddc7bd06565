package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;

import java.time.Duration;

/** Resends that nobody asks for, on a server whose installation sends everything but calls. */
class AutoRetryIntegrationTests extends ProviderServer {

    @Test
    void sendsAgainByItselfOverTheNextChannel() {
        open(
                "'resendCount':2,'autoRetry':{'afterSeconds':30,'channels':['sms','whatsapp','voice']}");
        first.answers(Reply.json(200, TAKEN.formatted("a")));
        second.answers(Reply.json(200, TAKEN.formatted("b")));
        provider(first, "");
        provider(second, "", "whatsapp");
        String mobile = mobile();
        String reqId = site.started(mobile);
        await().until(() -> status(reqId).equals("sent"));

        clock.move(Duration.ofSeconds(30));

        await().until(() -> second.requests().size() == 1);
        assertThat(message(reqId, "string_agg(channel::text, ' ' ORDER BY id)")).isEqualTo("11 12");
        assertThat(text(second)).isEqualTo(text(first));
        assertThat(number("SELECT retries FROM request WHERE id = '%s'".formatted(reqId)))
                .isEqualTo(1);
    }

    @Test
    void sendsNothingByItselfAfterADeliveryOrAVerification() {
        open("'autoRetry':{'afterSeconds':30,'channels':['sms','whatsapp']}");
        first.answers(_ -> Reply.json(200, TAKEN.formatted("m-" + first.requests().size())));
        String id = provider(first, "");
        String delivered = site.started(mobile());
        await().until(() -> status(delivered).equals("sent"));
        String verified = site.started(mobile());
        await().until(() -> status(verified).equals("sent"));
        assertThat(receipt(id, "m-1", "delivered", "hook-secret")).isEqualTo(204);
        String code = first.lastRequest().json().path("otp").asString();
        assertThat(site.verify(verified, code).succeeded()).isTrue();

        clock.move(Duration.ofSeconds(31));

        await().until(
                        () ->
                                number(
                                                "SELECT count(*) FROM request WHERE auto_retry_at"
                                                        + " IS NOT NULL AND account_id = "
                                                        + site.account())
                                        == 0);
        assertThat(number("SELECT count(*) FROM message WHERE account_id = " + site.account()))
                .isEqualTo(2);
    }

    @Test
    void passesOverAChannelThatNoProviderServes() {
        chain(1);
        provider(second, "", "whatsapp");
        String reqId = sent();

        clock.move(Duration.ofSeconds(30));

        await().until(() -> second.requests().size() == 1);
        assertThat(channels(reqId)).isEqualTo("11 12");
    }

    @Test
    void passesOverAChannelWhoseProvidersServeOtherCountries() {
        chain(1);
        provider(second, ",'countries':['DE']", "voice");
        provider(second, "", "whatsapp");
        String reqId = sent();

        clock.move(Duration.ofSeconds(30));

        await().until(() -> second.requests().size() == 1);
        assertThat(channels(reqId)).isEqualTo("11 12");
    }

    @Test
    void passesOverAChannelWhoseTemplateLacksAValue() {
        chain(1);
        provider(second, "", "voice");
        provider(second, "", "whatsapp");
        String template =
                call(
                                "POST",
                                "/v1/templates",
                                "{'name':'Call','channel':'voice','variants':{'en':"
                                        + "{'text':'Hello ##WHO##, ##OTP## is your code.'}}}")
                        .path("id")
                        .asString();
        call(
                "PATCH",
                "/v1/widgets/" + site.widget(),
                "{'templates':{'voice':{'templateId':'%s'}}}".formatted(template));
        String without = sent();
        String with = sent("WHO", "Ann");

        clock.move(Duration.ofSeconds(30));

        await().until(() -> second.requests().size() == 2);
        assertThat(channels(without)).isEqualTo("11 12");
        assertThat(channels(with)).isEqualTo("11 4");
    }

    @Test
    void keepsTheResendsWhenNoChannelIsLeft() {
        open("'resendCount':1,'autoRetry':{'afterSeconds':30,'channels':['sms','voice']}");
        first.answers(Reply.json(200, TAKEN.formatted("a")));
        provider(first, "");
        String reqId = sent();

        clock.move(Duration.ofSeconds(30));

        await().until(() -> request(reqId, "auto_retry_at IS NULL").equals("true"));
        assertThat(request(reqId, "retries")).isEqualTo("0");
        assertThat(channels(reqId)).isEqualTo("11");
    }

    @Test
    void sendsAgainAtOnceWhenAReceiptTellsAFailure() {
        open(
                "'resendCount':3,'autoRetry':{'afterSeconds':30,'channels':['sms','whatsapp','voice']}");
        first.answers(_ -> Reply.json(200, TAKEN.formatted("m-" + first.requests().size())));
        String id = provider(first, "");
        provider(first, "", "whatsapp");
        provider(second, "", "voice");
        String reqId = sent();

        assertThat(receipt(id, "m-1", "failed", "hook-secret")).isEqualTo(204);

        await().until(() -> statuses(reqId).equals("failed sent"));
        assertThat(channels(reqId)).isEqualTo("11 12");
        assertThat(receipt(id, "m-1", "failed", "hook-secret")).isEqualTo(204);
        assertThat(request(reqId, "extract(epoch FROM auto_retry_at - sent_at)::integer"))
                .as("a receipt that comes again")
                .isEqualTo("30");
    }

    @Test
    void leavesTheResendItsTimeWhenAnOlderMessageFails() {
        String id = chain(3);
        provider(second, "", "voice");
        provider(second, "", "whatsapp");
        String reqId = sent();
        clock.move(Duration.ofSeconds(30));
        await().until(() -> statuses(reqId).equals("sent sent"));

        assertThat(receipt(id, "a", "failed", "hook-secret")).isEqualTo(204);

        assertThat(statuses(reqId)).isEqualTo("failed sent");
        assertThat(request(reqId, "extract(epoch FROM auto_retry_at - sent_at)::integer"))
                .isEqualTo("30");
    }

    @Test
    void bringsNoResendBackByAReceiptAfterTheVerification() {
        String id = chain(3);
        provider(second, "", "whatsapp");
        String reqId = sent();
        assertThat(site.verify(reqId, text(first)).succeeded()).isTrue();

        assertThat(receipt(id, "a", "failed", "hook-secret")).isEqualTo(204);

        assertThat(request(reqId, "extract(epoch FROM auto_retry_at - sent_at)::integer"))
                .isEqualTo("30");
    }

    @Test
    void sendsAgainAtOnceWhenAProviderRefusesForGood() {
        chain(1);
        first.answers(Reply.json(400, "{'code':'bad-number','id':'x'}"));
        provider(second, "", "whatsapp");

        String reqId = site.started(mobile());

        await().until(() -> statuses(reqId).equals("failed sent"));
        assertThat(channels(reqId)).isEqualTo("11 12");
    }

    @Test
    void callsFromTheWidgetsCallerId() {
        open(
                "'callerId':'+91 80 4567 8900','primaryChannel':'voice','resendCount':1,"
                        + "'autoRetry':{'afterSeconds':30,'channels':['sms']}");
        first.answers(Reply.json(200, TAKEN.formatted("a")));
        second.answers(Reply.json(200, TAKEN.formatted("b")));
        provider(first, "", "voice");
        provider(second, "");

        sent();
        clock.move(Duration.ofSeconds(30));

        await().until(() -> second.requests().size() == 1);
        assertThat(first.lastRequest().json().path("from").asString()).isEqualTo("918045678900");
        assertThat(second.lastRequest().json().path("from").asString())
                .as("read again with the row")
                .isEqualTo("918045678900");
    }

    /** Opens a site whose codes go by SMS, a call, WhatsApp; answers the provider of its SMS. */
    private String chain(int resends) {
        open(
                "'resendCount':%d,'autoRetry':{'afterSeconds':30,'channels':['sms','voice','whatsapp']}"
                        .formatted(resends));
        first.answers(Reply.json(200, TAKEN.formatted("a")));
        second.answers(Reply.json(200, TAKEN.formatted("b")));
        return provider(first, "");
    }

    private String sent(Object... fields) {
        String reqId = site.started(mobile(), fields);
        await().until(() -> statuses(reqId).equals("sent"));
        return reqId;
    }

    private String channels(String reqId) {
        return message(reqId, "string_agg(channel::text, ' ' ORDER BY id)");
    }

    private String statuses(String reqId) {
        return message(reqId, "string_agg(status, ' ' ORDER BY id)");
    }

    private String request(String reqId, String column) {
        return got(
                database.sql(
                                "SELECT (%s)::text FROM request WHERE id = '%s'"
                                        .formatted(column, reqId))
                        .map(row -> java.util.Objects.requireNonNull(row.get(0, String.class)))
                        .one());
    }
}
