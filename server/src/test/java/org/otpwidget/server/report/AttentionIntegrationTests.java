package org.otpwidget.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.report.Matter.Kind;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.verification.VerificationServer;
import org.otpwidget.server.widget.Channel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What an operator is told to look at, out of what the database has. */
class AttentionIntegrationTests extends VerificationServer {

    private static final String SMTP =
            """
            {"name":"Mail","kind":"smtp","settings":{"host":"mail.shop.example","from":"a@shop.example"}}
            """;

    @Autowired private Attention attention;
    @Autowired private AccountTemplates templates;
    @Autowired private Providers providers;

    @Test
    void aSoundAccountNeedsNothing() {
        long account = soundAccount();
        widget(account, OPEN);
        assertThat(of(account)).isEmpty();
    }

    @Test
    void namesChannelsThatNobodyServes() {
        long account = soundAccount();
        widget(account, OPEN.replace("\"sms\"", "\"voice\"").replace("\"Shop\"", "\"Calls\""));
        clock.move(Duration.ofSeconds(1));
        widget(account, OPEN.replace("\"sms\"", "\"voice\""));
        widget(account, "{\"name\":\"Mail\",\"contactPoint\":\"email\"}");
        var matters = of(account);
        assertThat(matters).extracting(Matter::kind).containsExactly(Kind.CHANNEL_UNSERVED);
        assertThat(matters.getFirst().channel()).isEqualTo(Channel.VOICE);
        assertThat(matters.getFirst().name()).isEqualTo("Calls");
    }

    @Test
    void namesTemplatesThatDontFitAnyMore() {
        long account = soundAccount();
        String id = template(account, "##OTP## is your code");
        String settings =
                OPEN.replace(
                        "{\"name\"",
                        "{\"templates\":{\"sms\":{\"templateId\":\"%s\"}},\"name\"".formatted(id));
        String widget = widget(account, settings);
        assertThat(of(account)).isEmpty();

        var link = TemplateForm.read(tree(templateJson("Open ##LINK##")));
        got(templates.change(account, id, _ -> link));
        var matters = of(account);
        assertThat(matters).extracting(Matter::kind).containsExactly(Kind.TEMPLATE_UNUSABLE);
        assertThat(matters.getFirst().id()).isEqualTo(widget);
    }

    @Test
    void namesProvidersThatRefuseAGoodPart() {
        long account = soundAccount();
        String provider = got(providers.create(account, tree(SMTP))).id();
        messages(account, provider, 21, "delivered", null);
        messages(account, provider, 4, "failed", null);
        messages(account, provider, 50, "failed", "bad_recipient");
        assertThat(of(account)).isEmpty();

        messages(account, provider, 1, "failed", "refused");
        assertThat(of(account)).isEmpty();
        messages(account, provider, 1, "failed", "refused");
        var matters = of(account);
        assertThat(matters).extracting(Matter::kind).containsExactly(Kind.PROVIDER_REFUSES);
        assertThat(matters.getFirst().number()).isEqualTo(6);
        assertThat(matters.getFirst().of()).isEqualTo(27);
    }

    @Test
    void tellsADayThatIsUnlikeTheWeek() {
        long account = soundAccount();
        var now = clock.instant();
        requests(account, now.minus(Duration.ofDays(3)), 50, 40);
        requests(account, now.minus(Duration.ofDays(5)), 50, 40);
        requests(account, now.minus(Duration.ofDays(9)), 500, 500);
        requests(account, now.minus(Duration.ofHours(20)), 151, 30);
        assertThat(of(account))
                .extracting(Matter::kind, Matter::number, Matter::of)
                .containsExactly(
                        tuple(Kind.TRAFFIC_HIGH, 151L, 50L), tuple(Kind.CONVERSION_LOW, 20L, 80L));
    }

    @Test
    void namesWebhooksThatTakeNothing() {
        long account = soundAccount();
        String failing = webhook(account, "Failing", true);
        String sound = webhook(account, "Sound", true);
        String off = webhook(account, "Off", false);
        for (int n = 1; n <= 4; n++) {
            delivery(failing, "failed", 3);
            delivery(off, "failed", 3);
        }
        delivery(sound, "delivered", 1);
        for (int n = 1; n <= 4; n++) {
            delivery(sound, "pending", 2);
        }
        delivery(failing, "pending", 0);
        assertThat(of(account)).isEmpty();

        delivery(failing, "pending", 1);
        var matters = of(account);
        assertThat(matters).extracting(Matter::kind).containsExactly(Kind.WEBHOOK_FAILS);
        assertThat(matters.getFirst().name()).isEqualTo("Failing");
        assertThat(matters.getFirst().number()).isEqualTo(5);
    }

    @Test
    void namesAuthkeysThatEndWithNobodyToGoOn() {
        long account = soundAccount();
        var day = Duration.ofDays(1);
        authkey(account, "Shop", clock.instant().plus(Duration.ofDays(14)));
        authkey(account, "Later", clock.instant().plus(Duration.ofDays(14)).plus(day));
        authkey(account, "Rotated", clock.instant().plus(day));
        authkey(account, "Rotated", null);
        var matters = of(account);
        assertThat(matters).extracting(Matter::kind).containsExactly(Kind.AUTHKEY_ENDS);
        assertThat(matters.getFirst().name()).isEqualTo("Shop");
        assertThat(matters.getFirst().at()).isNotNull();
    }

    @Test
    void missesAnAdminAuthkeyAndTellsItOverTheApi() {
        var site = site();
        assertThat(of(site.account()))
                .extracting(Matter::kind)
                .containsExactly(Kind.NO_ADMIN_AUTHKEY);
        String key =
                got(authkeys.create(site.account(), AuthkeyForm.of("Admin", Scope.ADMIN))).key();
        widget(site.account(), OPEN.replace("\"sms\"", "\"voice\""));
        WebTestClient.bindToServer()
                .baseUrl(base())
                .build()
                .get()
                .uri("/v1/attention")
                .header("authkey", key)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].kind")
                .isEqualTo("channelUnserved")
                .jsonPath("$.items[0].channel")
                .isEqualTo("voice")
                .jsonPath("$.items[0].at")
                .doesNotExist();
    }

    private List<Matter> of(long account) {
        return got(attention.of(account));
    }

    private long soundAccount() {
        long account = got(accounts.create("Test")).id();
        got(authkeys.create(account, AuthkeyForm.of("Admin", Scope.ADMIN)));
        return account;
    }

    private String template(long account, String text) {
        return got(templates.create(account, TemplateForm.read(tree(templateJson(text))))).id();
    }

    private static String templateJson(String text) {
        return """
        {"name":"Text","channel":"sms","variants":{"en":{"text":"%s"}}}
        """
                .formatted(text);
    }

    private void authkey(long account, String name, @Nullable Instant end) {
        var form = AuthkeyForm.of(name, Scope.VERIFY);
        got(
                authkeys.create(
                        account,
                        new AuthkeyForm(form.name(), Set.of(Scope.VERIFY), List.of(), true, end)));
    }

    /** So many requests of one second, the first of them verified. */
    private void requests(long account, Instant at, int number, int verified) {
        run(
                """
                INSERT INTO request (id, account_id, widget_id, platform, identifier, identifier_hash,
                    channel, code_hash, attempts, attempt_limit, retry_limit, retry_wait, created_at,
                    sent_at, expires_at, verified_at, idempotency_hash)
                SELECT '%s' || lpad(to_hex(n), 4, '0'), %d, 'gone', 'web', '', '', 11, '', 0, 5, 3, 30,
                       at, at, at + interval '10 min', CASE WHEN n <= %d THEN at END, ''
                  FROM generate_series(1, %d) AS n, (SELECT CAST('%s' AS timestamptz) AS at) AS time
                """
                        .formatted(Ids.next(at).substring(0, 20), account, verified, number, at));
    }

    private void messages(
            long account, String provider, int number, String status, @Nullable String cause) {
        var now = clock.instant();
        String first = Ids.next(now).substring(0, 20);
        run(
                """
                WITH asked AS (
                    INSERT INTO request (id, account_id, widget_id, platform, identifier,
                        identifier_hash, channel, code_hash, attempts, attempt_limit, retry_limit,
                        retry_wait, created_at, sent_at, expires_at, idempotency_hash)
                    SELECT '%s' || lpad(to_hex(n), 4, '0'), %d, 'gone', 'web', '', '', 3, '', 0, 5, 3, 30,
                           at, at, at, ''
                      FROM generate_series(1, %d) AS n, (SELECT CAST('%s' AS timestamptz) AS at) AS time
                    RETURNING id, account_id, created_at)
                INSERT INTO message (request_id, account_id, widget_id, channel, recipient, status, due_at,
                    created_at, expires_at, provider, cause)
                SELECT id, account_id, 'gone', 3, '', '%s', created_at, created_at, created_at, '%s', %s
                  FROM asked
                """
                        .formatted(
                                first,
                                account,
                                number,
                                now,
                                status,
                                provider,
                                cause == null ? "NULL" : "'" + cause + "'"));
    }

    private String webhook(long account, String name, boolean enabled) {
        String id = Ids.next(clock.instant());
        run(
                """
                INSERT INTO webhook (id, account_id, name, url, events, enabled, secret, created_at, updated_at)
                VALUES ('%s', %d, '%s', 'https://shop.example', '{}', %s, '', now(), now())
                """
                        .formatted(id, account, name, enabled));
        return id;
    }

    private void delivery(String webhook, String status, int attempts) {
        run(
                """
                INSERT INTO webhook_delivery (id, webhook_id, event, body, status, attempts, due_at, created_at)
                VALUES ('%s', '%s', 'verification.sent', '{}', '%s', %d, now() + interval '9 days', now())
                """
                        .formatted(Ids.next(clock.instant()), webhook, status, attempts));
    }

    private void run(String sql) {
        database.sql(sql).then().block();
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
