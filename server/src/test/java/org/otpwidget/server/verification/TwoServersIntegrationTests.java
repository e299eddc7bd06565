package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.database.TestDatabase;
import org.springframework.r2dbc.core.DatabaseClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Two servers on one database are one service, also when one of them is killed. */
class TwoServersIntegrationTests {

    private static final Pattern CODE = Pattern.compile("\\b[1-9][0-9]{5}\\b");

    private static final String DEMO_WIDGET = "3465756a3173343636383032";
    private static final String COPIED_WIDGET = "3465756a3173343636383939";
    private static final String COPIED_TOKEN = "copied-token";

    private static TestDatabase database;
    private static ServerNode one;
    private static ServerNode two;
    private static Site site;

    @BeforeAll
    static void startBoth() throws Exception {
        database = TestDatabase.create();
        one = ServerNode.start(database, "demo", Map.of());
        two = ServerNode.start(database, "demo", Map.of());
        one.awaitReady();
        two.awaitReady();
        site = new Site(one.client(), 0, "3465756a3173343636383032", "demo-token", "demo-authkey");
    }

    @AfterAll
    static void killBoth() {
        one.close();
        two.close();
        database.close();
    }

    /** Both filled the empty database at the same time. */
    @Test
    void theyShareOneAccount() {
        assertThat(count("SELECT count(*) FROM account")).isEqualTo(1);
        assertThat(count("SELECT count(*) FROM template")).isEqualTo(2);
    }

    @Test
    void oneOf64RightCodesSucceeds() throws Exception {
        String reqId = site.started("919876500001");
        String code = code("919876500001");
        List<Answer> answers = WidgetClient.together(64, n -> on(n % 2).verifyLater(reqId, code));
        assertThat(answers).filteredOn(Answer::succeeded).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.code() == 703).hasSize(63);
    }

    @Test
    void onlyTheLimitOf200WrongCodesIsCompared() throws Exception {
        String reqId = site.started("919876500002");
        String code = code("919876500002");
        List<Answer> answers =
                WidgetClient.together(200, n -> on(n % 2).verifyLater(reqId, Site.wrong(code, n)));
        assertThat(answers).filteredOn(answer -> answer.code() == 705).hasSize(3);
        assertThat(answers).filteredOn(answer -> answer.code() == 704).hasSize(197);
    }

    @Test
    void aDoubleClickOnBothIsOneMessage() {
        List<Answer> answers =
                WidgetClient.together(
                        16,
                        n -> {
                            Site node = on(n % 2);
                            var body = node.body("identifier", "919876500003");
                            return node.client().later("sendOtp", body);
                        });
        assertThat(answers).extracting(Answer::message).containsOnly(answers.getFirst().message());
        assertThat(messages(database, answers.getFirst().message(), "%")).isEqualTo(1);
    }

    @Test
    void aTokenOfOneIsExchangedOnTheOther() throws Exception {
        String reqId = site.started("919876500004");
        String code = code("919876500004");
        String token = on(1).verify(reqId, code).message();
        List<Answer> answers = WidgetClient.together(16, n -> on(n % 2).exchangeLater(token));
        assertThat(answers).filteredOn(Answer::succeeded).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.code() == 702).hasSize(15);
        assertNoSecrets(one, List.of(code, token, "919876500004"));
        assertNoSecrets(two, List.of(code, token, "919876500004"));
    }

    @Test
    void aMessageOutlivesTheServerThatTookIt() throws Exception {
        var copied = new Site(one.client(), 0, COPIED_WIDGET, COPIED_TOKEN, "");
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        mail.setUser("visitor@example.com", "visitor", "");
        try (var own = copyOfTheWidget();
                var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var doomed = ServerNode.start(own, "", mail(silent.getLocalPort()))) {
            silent.setSoTimeout(20_000);
            doomed.awaitReady();
            Site page = copied.on(doomed.client());
            String reqId = page.started("visitor@example.com");
            Socket unanswered = silent.accept();
            assertThat(messages(own, reqId, "queued")).isEqualTo(1);
            doomed.kill();
            unanswered.close();
            assertNoSecrets(doomed, List.of("visitor@example.com"));

            try (var rescuer = ServerNode.start(own, "", mail(mail.getSmtp().getPort()))) {
                rescuer.awaitReady();
                assertThat(mail.waitForIncomingEmail(60_000, 1)).isTrue();
                String code = codeIn(String.valueOf(mail.getReceivedMessages()[0].getSubject()));
                Answer verified = copied.on(rescuer.client()).verify(reqId, code);
                assertThat(verified.succeeded()).as(verified.toString()).isTrue();
                // A second one would come with the next round of the outbox.
                assertThat(mail.waitForIncomingEmail(3_000, 2)).isFalse();
                assertThat(messages(own, reqId, "sent")).isEqualTo(1);
                assertNoSecrets(rescuer, List.of(code, "visitor@example.com", verified.message()));
            }
        } finally {
            mail.stop();
        }
    }

    private static Map<String, String> mail(int port) {
        return Map.of(
                "OTP_SMTP_URL",
                "smtp://127.0.0.1:" + port,
                "OTP_MAIL_FROM",
                "no-reply@shop.example");
    }

    private static Site on(int node) {
        return site.on(node == 0 ? one.client() : two.client());
    }

    /** A database with the demo's widget under a name of its own, that no demo server knows of. */
    private static TestDatabase copyOfTheWidget() {
        String settings =
                DatabaseClient.create(database.connections())
                        .sql("SELECT settings::text FROM widget WHERE id = :id")
                        .bind("id", DEMO_WIDGET)
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .one()
                        .blockOptional()
                        .orElseThrow();
        var copy = TestDatabase.create();
        DatabaseClient.create(copy.connections())
                .sql(
                        """
                        WITH a AS (INSERT INTO account (name, created_at) VALUES ('Copy', now())
                                   RETURNING id, created_at),
                             t AS (INSERT INTO token (id, account_id, value, name, created_at)
                                   SELECT :widget, id, :token, 'Copy', created_at FROM a)
                        INSERT INTO widget (id, account_id, settings, created_at, updated_at)
                        SELECT :widget, id, CAST(:settings AS jsonb), created_at, created_at FROM a
                        """)
                .bind("widget", COPIED_WIDGET)
                .bind("token", COPIED_TOKEN)
                .bind("settings", settings)
                .then()
                .block();
        return copy;
    }

    private static long count(String sql) {
        return DatabaseClient.create(database.connections())
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private static long messages(TestDatabase of, String reqId, String status) {
        return DatabaseClient.create(of.connections())
                .sql("SELECT count(*) FROM message WHERE request_id = :id AND status LIKE :status")
                .bind("id", reqId)
                .bind("status", status)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    /** Reads a code from the inbox of whichever node got it. */
    private static String code(String identifier) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            for (ServerNode node : List.of(one, two)) {
                JsonNode messages = inbox(node, identifier);
                if (!messages.isEmpty()) {
                    return messages.get(0).path("code").asString();
                }
            }
        }
        throw new AssertionError("no message for " + identifier);
    }

    private static JsonNode inbox(ServerNode node, String identifier) throws Exception {
        var uri = URI.create(node.url() + "/inbox/messages?to=" + identifier);
        try (var http = HttpClient.newHttpClient()) {
            String body =
                    http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(body).path("messages");
        }
    }

    private static String codeIn(String subject) {
        var code = CODE.matcher(subject);
        assertThat(code.find()).as(subject).isTrue();
        return code.group();
    }

    private static void assertNoSecrets(ServerNode node, List<String> secrets) throws IOException {
        var all = new ArrayList<>(secrets);
        all.addAll(List.of("demo-authkey", TestDatabase.SECRET));
        assertThat(node.output())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(all).noneMatch(line::contains));
    }
}
