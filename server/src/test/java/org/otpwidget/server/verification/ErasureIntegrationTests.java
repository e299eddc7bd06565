package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otpwidget.server.delivery.provider.VendorStandIn.Reply;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.delivery.provider.VendorStandIn;
import org.otpwidget.server.erasure.Erasures;
import org.otpwidget.server.erasure.PersonalData;
import org.springframework.beans.factory.annotation.Autowired;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Whoever is erased is nowhere any more, and comes back by nothing that was under way. */
@SuppressWarnings("InlineFormatString") // statements with names are easier to read
class ErasureIntegrationTests extends ProviderServer {

    private static final String PENDING =
            """
            SELECT count(*) FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
             WHERE w.account_id = %d AND d.status = 'pending' AND d.attempts = 0
            """;

    private static final String SENT =
            "SELECT count(*) FROM message WHERE status = 'sent' AND request_id = '%s'";

    private static final String ATTEMPTS = "SELECT attempts FROM message WHERE request_id = '%s'";

    private static final String EXPIRING =
            "SELECT count(*) FROM webhook_expiry WHERE request_id = '%s'";

    /** Rows about a person without a request. */
    private static final String ORPHANS =
            """
            SELECT (SELECT count(*) FROM message m WHERE m.recipient = '%1$s'
                       AND NOT EXISTS (SELECT FROM request r WHERE r.id = m.request_id))
                 + (SELECT count(*) FROM webhook_delivery d
                     WHERE d.body #>> '{data,identifier}' = '%1$s'
                       AND NOT EXISTS (SELECT FROM request r WHERE r.id = d.body #>> '{data,reqId}'))
            """;

    private final VendorStandIn shop = new VendorStandIn();
    private final VendorStandIn deaf = new VendorStandIn();
    @Autowired private Erasures erasures;
    private Needles needles;
    private Site links;

    @BeforeEach
    void prepare() {
        needles = new Needles(database);
        open("'resendChannels':['sms'],'resendTime':1");
        shop.answers(Reply.json(204, ""));
        deaf.answers(Reply.json(500, ""));
        first.answers(_ -> Reply.json(200, TAKEN.formatted("m-" + first.requests().size())));
        provider(first, "");
        webhook(shop);
        webhook(deaf);
        links = linkSite();
    }

    @AfterEach
    void closeShops() {
        shop.close();
        deaf.close();
    }

    @Test
    void nothingIsLeftOfAPersonAndAllOfOthers() {
        var person = live();
        var other = live();
        await().until(() -> number(PENDING.formatted(site.account())) == 0);
        for (PersonalData place : erasures.places()) {
            if (!place.table().equals("inbox_message")) {
                assertThat(
                                found(person.mobile()).path(place.kind()).asLong()
                                        + found(person.email()).path(place.kind()).asLong())
                        .as(place.kind())
                        .isPositive();
            }
        }
        var traces = new ArrayList<String>();
        traces.addAll(needles.of(person.mobile()));
        traces.addAll(needles.of(person.email()));
        assertThat(needles.places(traces))
                .contains("request.identifier", "request.identifier_hash", "message.recipient")
                .contains("webhook_delivery.body", "inbox_message.recipient", "widget.settings")
                .contains("guess_budget.identifier_hash", "invisible_attempt.identifier_hash")
                .contains("operator_identifier.identifier_hash");
        String others = needles.rows(needles.of(other.mobile()));
        String othersLinks = needles.rows(needles.of(other.email()));
        assertThat(others).contains(other.mobile());
        JsonNode foundOfOther = found(other.mobile());

        JsonNode report =
                erase(" +" + person.mobile().substring(0, 2) + " " + person.mobile().substring(2));
        JsonNode mailReport = erase(person.email().toUpperCase(Locale.ROOT));

        assertThat(report.path("left").asLong()).isZero();
        assertThat(report.path("erased").path("requests").asLong()).isEqualTo(2);
        assertThat(report.path("erased").path("messages").asLong()).isEqualTo(3);
        assertThat(report.path("erased").path("demoCredentials").asLong()).isEqualTo(1);
        assertThat(report.path("erasedBy").asString()).startsWith("Admin (ak_");
        assertThat(mailReport.path("erased").path("requests").asLong()).isEqualTo(1);
        assertThat(needles.places(traces)).isEmpty();
        assertThat(needles.rows(needles.of(other.mobile()))).isEqualTo(others);
        assertThat(needles.rows(needles.of(other.email()))).isEqualTo(othersLinks);
        assertThat(found(other.mobile())).isEqualTo(foundOfOther);
        assertThat(audited()).contains("person.erased", report.path("id").asString(), "requests");
    }

    @Test
    void nothingThatWasUnderWayComesBack() {
        var person = live();
        var other = live();
        var traces = needles.of(person.mobile());
        int before = first.requests().size();
        erase(person.mobile());

        first.answers(_ -> Reply.json(200, TAKEN.formatted("n-" + first.requests().size())));
        assertThat(site.retry(person.open()).succeeded()).isFalse();
        assertThat(site.verify(person.open(), "123456").succeeded()).isFalse();
        assertThat(site.exchange(person.accessToken()).succeeded()).isFalse();
        clock.move(Duration.ofSeconds(20));
        await().until(() -> status(other.open()).equals("sent"));
        clock.move(Duration.ofMinutes(20));
        await().until(() -> number(EXPIRING.formatted(other.open())) == 0);

        assertThat(first.requests().subList(before, first.requests().size()))
                .noneMatch(request -> request.body().contains(person.mobile()));
        assertThat(needles.places(traces)).isEmpty();
        assertThat(found(person.mobile()).properties())
                .allMatch(kind -> kind.getValue().asLong() == 0);
    }

    @Test
    void whoeverBeginsMeanwhileHasAllOrNothing() {
        String mobile = mobile();
        for (int round = 0; round < 4; round++) {
            String open = site.started(mobile, "VAR1", "round " + round);
            clock.move(Duration.ofSeconds(2));
            var calls = new ArrayList<CompletableFuture<?>>();
            for (int n = 0; n < 12; n++) {
                String name = round + "-" + n;
                calls.add(CompletableFuture.runAsync(() -> site.send(mobile, "VAR1", name)));
                calls.add(CompletableFuture.runAsync(() -> site.verify(open, "0000" + name)));
                calls.add(CompletableFuture.runAsync(() -> site.retry(open)));
            }
            erase(mobile);
            calls.forEach(CompletableFuture::join);
            assertThat(number(ORPHANS.formatted(mobile))).isZero();
            assertThat(number("SELECT count(*) FROM request WHERE id = '" + open + "'")).isZero();
        }
        var traces = needles.of(mobile);
        erase(mobile);
        assertThat(needles.places(traces)).isEmpty();
    }

    @Test
    void anotherAccountKeepsWhatItHas() {
        var person = live();
        long mine = site.account();
        open("'resendChannels':['sms']");
        provider(first, "");
        assertThat(site.account()).isNotEqualTo(mine);
        assertThat(found(person.mobile()).path("requests").asLong()).isZero();
        assertThat(erase(person.mobile()).path("erased").path("requests").asLong()).isZero();
        assertThat(
                        number(
                                "SELECT count(*) FROM request WHERE identifier = '%s'"
                                        .formatted(person.mobile())))
                .isEqualTo(2);
    }

    /** Whoever records a message's fate holds its row, and may want its request next. */
    @Test
    void beginsAnewAfterADeadlock() {
        String mobile = mobile();
        String asked = site.started(mobile, "VAR1", "Ann");
        await().until(() -> status(asked).equals("sent"));
        String message = "SELECT FROM message WHERE request_id = '%s' FOR UPDATE".formatted(asked);
        String request = "SELECT FROM request WHERE id = '%s' FOR UPDATE".formatted(asked);
        Mono<JsonNode> erasure =
                Mono.fromCallable(() -> erase(mobile)).subscribeOn(Schedulers.boundedElastic());
        var report =
                got(Mono.usingWhen(
                                database.getConnectionFactory().create(),
                                other ->
                                        Mono.from(other.beginTransaction())
                                                .then(run(other, message))
                                                .then(Mono.zip(erasure, crosses(other, request))),
                                other -> other.close()))
                        .getT1();
        assertThat(report.path("erased").path("requests").asLong()).isEqualTo(1);
        assertThat(report.path("left").asLong()).isZero();
    }

    /** Asks for a lock as soon as the erasure waits for one that is held here, and commits. */
    private Mono<Boolean> crosses(Connection other, String lock) {
        return blocked()
                .then(run(other, lock))
                .then(Mono.from(other.commitTransaction()))
                .thenReturn(true);
    }

    private static Mono<Void> run(Connection other, String sql) {
        return Flux.from(other.createStatement(sql).execute())
                .flatMap(Result::getRowsUpdated)
                .then();
    }

    /** Completes when the erasure waits; whoever has waited longer is let go. */
    private Mono<Void> blocked() {
        return database.sql(
                        """
                        SELECT count(*) AS waiting FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .filter(waiting -> waiting > 0)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(5)))
                .then();
    }

    @Test
    void theInboxLosesWhatIsTheAccountsOwn() {
        String mobile = mobile();
        long mine = site.account();
        open("'resendChannels':['sms']");
        for (long account : new long[] {mine, site.account()}) {
            // Of a request that is there, and of one that was deleted for its age.
            sql(
                    """
                    INSERT INTO inbox_message (account_id, recipient, channel, request_id, content,
                                               created_at)
                    VALUES (%d, '%s', 11, '%s', '', now())
                    """
                            .formatted(account, mobile, Ids.next(clock.instant())));
        }
        String asked = site.started(mobile);
        sql(
                """
                INSERT INTO inbox_message (account_id, recipient, channel, request_id, content,
                                           created_at)
                VALUES (%d, '%s', 11, '%s', '', now())
                """
                        .formatted(site.account(), mobile, asked));
        assertThat(found(mobile).path("inboxMessages").asLong()).isEqualTo(2);
        assertThat(erase(mobile).path("erased").path("inboxMessages").asLong()).isEqualTo(2);
        String left = "SELECT account_id FROM inbox_message WHERE recipient = '%s'";
        assertThat(number(left.formatted(mobile))).isEqualTo(mine);
    }

    /**
     * Somebody to whom everything has happened.
     *
     * @param open a request whose message waits
     */
    private record Somebody(String mobile, String email, String open, String accessToken) {}

    private Somebody live() {
        String mobile = mobile();
        String email = email();
        first.answers(_ -> Reply.json(200, TAKEN.formatted("m-" + first.requests().size())));
        String reqId = site.started(mobile, "VAR1", "Ann " + mobile, "state", "cart");
        await().until(() -> status(reqId).equals("sent"));
        String code = text(first);
        assertThat(site.verify(reqId, Site.wrong(code)).succeeded()).isFalse();
        clock.move(Duration.ofSeconds(2));
        assertThat(site.retry(reqId).succeeded()).isTrue();
        await().until(() -> number(SENT.formatted(reqId)) == 2);
        Answer verified = site.verify(reqId, code);
        assertThat(verified.succeeded()).as(verified.toString()).isTrue();
        assertThat(site.exchange(verified.message()).succeeded()).isTrue();
        Answer link =
                links.client()
                        .post(
                                "sendOtp",
                                links.body("identifier", email),
                                "Origin",
                                "https://shop.example");
        assertThat(link.succeeded()).as(link.toString()).isTrue();
        postbox.await(link.message(), 1);
        // The vendor doesn't answer well: the message waits for another round.
        first.answers(Reply.json(500, "{}"));
        clock.move(Duration.ofSeconds(2));
        String open = site.started(mobile, "VAR1", "again");
        await().until(() -> number(ATTEMPTS.formatted(open)) > 0);
        sql(
                """
                INSERT INTO inbox_message (account_id, recipient, channel, request_id, content,
                                           created_at)
                SELECT account_id, identifier, channel, id, '', created_at
                  FROM request WHERE id = '%s'
                """
                        .formatted(reqId));
        sql(
                """
                INSERT INTO invisible_attempt
                SELECT widget_id, identifier_hash, id, NULL, created_at FROM request WHERE id = '%s'
                """
                        .formatted(open));
        sql(
                """
                WITH asked AS (SELECT md5(id) AS operator, * FROM request WHERE id = '%s'),
                     own AS (INSERT INTO operator (id, account_id, email, passphrase_hash, role,
                                                   created_at)
                             SELECT operator, account_id, operator || '@team.example', '',
                                    'viewer', created_at FROM asked)
                INSERT INTO operator_identifier
                SELECT operator, account_id, identifier_hash, '91••••••', created_at FROM asked
                """
                        .formatted(open));
        demoOf(mobile);
        return new Somebody(mobile, email, open, verified.message());
    }

    private void demoOf(String mobile) {
        String made =
                widget(
                        site.account(),
                        "{\"name\":\"Demo\",\"contactPoint\":\"mobile\",\"captcha\":false}");
        LogWatch.code("481516");
        call(
                "PATCH",
                "/v1/widgets/" + made,
                "{'otpLength':6,'demoCredentials':{'name':'Store','mobile':'%s','otp':'481516'}}"
                        .formatted(mobile));
    }

    private Site linkSite() {
        String template =
                call(
                                "POST",
                                "/v1/templates",
                                "{'name':'Link','channel':'email','variants':{'en':{'subject':'Log"
                                        + " in','text':'Open ##LINK##'}}}")
                        .path("id")
                        .asString();
        String widget =
                widget(
                        site.account(),
                        """
                        {"name":"Links","contactPoint":"email","captcha":false,"platforms":"both",
                         "verificationType":"magicLink","redirectUrl":"https://shop.example/in",
                         "templates":{"email":{"templateId":"%s"}}}
                        """
                                .formatted(template));
        String token =
                token(
                        site.account(),
                        TokenForm.read(
                                (ObjectNode)
                                        JsonMapper.shared()
                                                .readTree(
                                                        "{\"name\":\"T\",\"origins\":[\"https://shop.example\"]}")));
        return new Site(site.client(), site.account(), widget, token, site.authkey());
    }

    private void webhook(VendorStandIn at) {
        JsonNode made =
                call("POST", "/v1/webhooks", "{'name':'Shop','url':'%s'}".formatted(at.url()));
        LogWatch.secret(made.path("secret").asString());
    }

    private JsonNode found(String identifier) {
        return call("POST", "/v1/erasures/search", "{'identifier':'%s'}".formatted(identifier))
                .path("found");
    }

    private JsonNode erase(String identifier) {
        return call("POST", "/v1/erasures", "{'identifier':'%s'}".formatted(identifier));
    }

    private String audited() {
        return got(
                database.sql(
                                "SELECT string_agg(action || ' ' || subject || ' ' ||"
                                        + " changes::text, ' ') FROM audit WHERE account_id = "
                                        + site.account())
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .one());
    }

    private void sql(String sql) {
        database.sql(sql).then().block();
    }
}
