package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.account.Authkey.Scope;
import org.otpwidget.server.account.AuthkeyForm;
import org.otpwidget.server.delivery.provider.VendorStandIn;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Messages on their way through an account's own providers. */
class ProviderDeliveryIntegrationTests extends VerificationServer {

    private static final String TAKEN = "{'id':'%s'}";

    private final VendorStandIn first = new VendorStandIn();
    private final VendorStandIn second = new VendorStandIn();
    private final HttpClient http = HttpClient.newHttpClient();
    private Site site;
    private String admin = "";

    @AfterEach
    void close() {
        first.close();
        second.close();
        http.close();
    }

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

        clock.move(Duration.ofSeconds(29));
        clock.move(Duration.ofSeconds(1));

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

    private static String text(VendorStandIn vendor) {
        return vendor.lastRequest().json().path("otp").asString();
    }

    @BeforeEach
    void open() {
        open("'iframe':false");
    }

    private void open(String settings) {
        site =
                site(
                        "{'name':'Shop','contactPoint':'mobile','captcha':false,%s}"
                                .formatted(settings)
                                .replace('\'', '"'));
        admin = got(authkeys.create(site.account(), AuthkeyForm.of("Admin", Scope.ADMIN))).key();
    }

    private String provider(VendorStandIn vendor, String more) {
        return provider(vendor, more, "sms");
    }

    private String provider(VendorStandIn vendor, String more, String channel) {
        return call(
                        "POST",
                        "/v1/providers",
                        """
                        {'kind':'http','channel':'%s','name':'Stand-in'%s,'settings':{
                         'url':'%s/send','authorization':'Bearer old','receiptSecret':'hook-secret',
                         'body':'{\\"to\\":\\"##TO##\\",\\"otp\\":\\"##OTP##\\",\\"ref\\":\\"##REFERENCE##\\",\\"channel\\":\\"##CHANNEL##\\"}',
                         'idPointer':'/id','badRecipientPattern':'bad-number'}}
                        """
                                .formatted(channel, more, vendor.url()))
                .path("id")
                .asString();
    }

    private int receipt(String provider, String message, String status, String secret) {
        String body =
                "{\"id\":\"%s\",\"status\":\"%s\",\"reason\":\"absent\"}"
                        .formatted(message, status);
        return exchange(
                        HttpRequest.newBuilder(URI.create(base() + "/receipts/" + provider))
                                .header("Content-Type", "application/json")
                                .header("X-Signature", sign(body, secret))
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    private JsonNode call(String method, String path, String body) {
        HttpResponse<String> answer =
                exchange(
                        HttpRequest.newBuilder(URI.create(base() + path))
                                .header("Content-Type", "application/json")
                                .header("authkey", admin)
                                .method(
                                        method,
                                        HttpRequest.BodyPublishers.ofString(
                                                body.replace('\'', '"'))));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String status(String reqId) {
        return message(reqId, "status");
    }

    private String message(String reqId, String column) {
        return got(
                database.sql(
                                "SELECT coalesce((SELECT (%s)::text FROM message WHERE request_id = '%s'),"
                                                .formatted(column, reqId)
                                        + " '-')")
                        .map(row -> java.util.Objects.requireNonNull(row.get(0, String.class)))
                        .one());
    }

    private static String sign(String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What the README states is read here. */
    private static void publish(String line) {
        org.slf4j.LoggerFactory.getLogger(ProviderDeliveryIntegrationTests.class).info(line);
    }
}
