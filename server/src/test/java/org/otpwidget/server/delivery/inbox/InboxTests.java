package org.otpwidget.server.delivery.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.template.TemplateValues;
import org.otpwidget.server.template.Templates;
import org.otpwidget.server.widget.Channel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.reactive.server.WebTestClient;

import reactor.test.StepVerifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

@SpringBootTest(
        classes = InboxTests.App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // The group of readiness names a part that only the whole server has.
        properties = "management.endpoint.health.validate-group-membership=false")
@ActiveProfiles("demo")
class InboxTests {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final MovableClock CLOCK = new MovableClock();

    @Autowired private Inbox inbox;
    @LocalServerPort private int port;
    private WebTestClient http;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void start() {
        http =
                WebTestClient.bindToServer()
                        .baseUrl("http://127.0.0.1:" + port)
                        .responseTimeout(Duration.ofSeconds(20))
                        .build();
        inbox.clear(null).block();
    }

    @Test
    void showsAMessageAsJson() {
        keep(Channel.SMS, "919999999999", "Shop");

        http.get()
                .uri("/inbox/messages?to={to}", "919999999999")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/json")
                .expectBody()
                .json(
                        """
                        {"messages": [{
                          "id": "%s",
                          "channel": "sms",
                          "to": "919999999999",
                          "subject": null,
                          "text": "482913 is your Shop code. It is valid for 10 minutes. Do not share it.",
                          "html": null,
                          "code": "482913",
                          "createdAt": "%s",
                          "reqId": "0123456789abcdef01234567"
                        }]}
                        """
                                .formatted(inbox.newestId().block(), CLOCK.instant()),
                        org.springframework.test.json.JsonCompareMode.STRICT);
    }

    @ParameterizedTest
    @CsvSource({
        "+91 99999 99999, 1",
        "91-9999999999, 1",
        "00919999999999, 1",
        "Ann@Mail.Example, 1",
        "919999999998, 0",
        "nobody, 0",
        "'', 2",
    })
    void findsTheRecipientHoweverItIsWritten(String to, int messages) {
        keep(Channel.SMS, "919999999999", "Shop");
        keep(Channel.EMAIL, "ann@mail.example", "Shop");

        http.get()
                .uri("/inbox/messages?to={to}", to)
                .exchange()
                .expectBody()
                .jsonPath("$.messages.length()")
                .isEqualTo(messages);
    }

    @Test
    void showsTheNewestHundredNewestFirst() {
        for (int i = 0; i < 101; i++) {
            keep(Channel.SMS, "919999999999", "Shop " + i);
        }

        http.get()
                .uri("/inbox/messages")
                .exchange()
                .expectBody()
                .jsonPath("$.messages.length()")
                .isEqualTo(100)
                .jsonPath("$.messages[0].text")
                .value(String.class, text -> assertThat(text).contains("Shop 100 "))
                .jsonPath("$.messages[99].text")
                .value(String.class, text -> assertThat(text).contains("Shop 1 "));
    }

    @Test
    void forgetsAllMessages() {
        keep(Channel.SMS, "919999999999", "Shop");
        http.delete().uri("/inbox/messages").exchange().expectStatus().isNoContent();
        assertThat(inbox.newestId().block()).isZero();

        keep(Channel.SMS, "919999999999", "Shop");
        http.post()
                .uri("/inbox/clear")
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/inbox");
        assertThat(inbox.newestId().block()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inbox/messages", "/inbox/clear"})
    void forgetsThoseOfOneRecipient(String path) {
        keep(Channel.SMS, "919999999999", "Shop");
        keep(Channel.SMS, "919999999998", "Shop");
        String spelling = "+91 99999-99999";

        if (path.endsWith("clear")) {
            http.post()
                    .uri(path)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .bodyValue("to=%2B91+99999-99999")
                    .exchange()
                    .expectStatus()
                    .isSeeOther()
                    .expectHeader()
                    .location("/inbox?to=%2B91+99999-99999");
        } else {
            http.delete().uri(path + "?to={to}", spelling).exchange().expectStatus().isNoContent();
        }

        assertThat(inbox.newest(null).map(InboxMessage::to).collectList().block())
                .containsExactly("919999999998");
    }

    @Test
    void forgetsWhatIsAWeekOld() {
        keep(Channel.SMS, "919999999999", "Old");
        CLOCK.move(Duration.ofDays(7));
        keep(Channel.SMS, "919999999999", "New");
        purge();
        assertThat(inbox.newest(null).count().block()).isEqualTo(2);

        CLOCK.move(Duration.ofSeconds(1));
        purge();
        assertThat(inbox.newest(null).map(InboxMessage::from).collectList().block())
                .containsExactly("New");
    }

    @Test
    void keepsTheNewestThousand() {
        keep(Channel.SMS, "919999999999", "Shop");
        DatabaseClient.create(DATABASE.connections())
                .sql(
                        """
                        INSERT INTO inbox_message
                               (recipient, channel, request_id, content, created_at)
                        SELECT recipient, channel, request_id, content, created_at
                          FROM inbox_message, generate_series(1, 2500)
                        """)
                .then()
                .block();
        Long newest = inbox.newestId().block();

        purge();

        assertThat(
                        DatabaseClient.create(DATABASE.connections())
                                .sql(
                                        """
                                        SELECT concat_ws(' ', count(*), max(id) - min(id), max(id))
                                          FROM inbox_message
                                        """)
                                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                                .one()
                                .block())
                .isEqualTo("1000 999 " + newest);
    }

    @Test
    void knowsWhoseRequestAMessageIsOf() {
        var database = DatabaseClient.create(DATABASE.connections());
        database.sql(
                        """
                        INSERT INTO request (id, account_id, widget_id, platform, identifier,
                            identifier_hash, channel, code_hash, attempt_limit, retry_limit,
                            retry_wait, created_at, sent_at, expires_at, idempotency_hash)
                        VALUES ('6921000000000000000000aa', 42, 'w', 'web', '919999999999', '', 11,
                                '', 3, 3, 30, now(), now(), now(), '')
                        """)
                .then()
                .block();
        for (String request : List.of("6921000000000000000000aa", "6921000000000000000000bb")) {
            var one = message(Channel.SMS, "919999999999", "Shop");
            inbox.keep(
                            Channel.SMS,
                            new Message(
                                    7,
                                    request,
                                    one.recipient(),
                                    one.widgetName(),
                                    one.content(),
                                    one.code(),
                                    one.expiresAt()))
                    .block();
        }
        keep(Channel.SMS, "919999999999", "A letter");
        assertThat(
                        database.sql(
                                        """
                                        SELECT string_agg(right(request_id, 2) || ' '
                                                   || coalesce(account_id::text, '-'), ', ' ORDER BY id)
                                          FROM inbox_message
                                        """)
                                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                                .one()
                                .block())
                .as("that of an erased request is dropped")
                .isEqualTo("aa 42, 67 -");
    }

    private void purge() {
        new InboxConfiguration().inboxPurge(inbox).run().block();
    }

    @Test
    void keepsTextAndCodeSealed() {
        keep(Channel.EMAIL, "ann@mail.example", "Shop");

        String content =
                DatabaseClient.create(DATABASE.connections())
                        .sql("SELECT encode(content, 'escape') AS c FROM inbox_message")
                        .map(row -> Objects.requireNonNull(row.get("c", String.class)))
                        .one()
                        .block();
        assertThat(content).doesNotContain("482913", "Shop", "code");
    }

    @Test
    void showsAPageThatNeedsNothingInline() {
        keep(Channel.SMS, "919999999999", "<script>alert(1)</script>");
        keep(Channel.WHATSAPP, "919999999999", "Shop");
        keep(Channel.VOICE, "919999999999", "Shop");
        keep(Channel.EMAIL, "ann@mail.example", "Shop");
        CLOCK.move(Duration.ofMinutes(2));

        String page =
                http.get()
                        .uri("/inbox")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .value(
                                "Content-Security-Policy",
                                policy -> assertThat(policy).doesNotContain("unsafe"))
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();

        assertThat(page)
                .contains("SMS", "WhatsApp", "Phone call", "E-mail", "2 minutes ago")
                .contains("<mark>482913</mark>", "&lt;script&gt;alert(1)")
                .contains("four, eight, two, nine, one, three")
                .containsPattern("<iframe src=\"/inbox/messages/\\d+/html\" sandbox")
                .doesNotContain("<script>", "<style", "style=\"", "onclick");
    }

    @Test
    void showsNoMessagesAndThoseOfOneRecipient() {
        http.get()
                .uri("/inbox")
                .exchange()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("No messages yet"));
        keep(Channel.SMS, "919999999999", "Shop");
        http.get()
                .uri("/inbox?to={to}", "919999999998")
                .exchange()
                .expectBody(String.class)
                .value(
                        page ->
                                assertThat(page)
                                        .contains("No messages to this recipient")
                                        .contains("value=\"919999999998\"")
                                        .doesNotContain("482913"));
    }

    @Test
    void showsTheHtmlOfAMailInASandbox() {
        keep(Channel.SMS, "919999999999", "Shop");
        Long sms = inbox.newestId().block();
        keep(Channel.EMAIL, "ann@mail.example", "Shop");
        Long mail = inbox.newestId().block();

        http.get()
                .uri("/inbox/messages/{id}/html", mail)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).contains("sandbox;"))
                .expectBody(String.class)
                .value(html -> assertThat(html).contains(">482913<"));
        for (Object id : List.of(Objects.requireNonNull(sms), 0, "x", "9999999999999999999")) {
            http.get().uri("/inbox/messages/{id}/html", id).exchange().expectStatus().isNotFound();
        }
    }

    @Test
    void tellsPagesOfNewMessagesOnThisNodeAndOthers() {
        var other = new Inbox(DATABASE.connections(), App.SECRETS, CLOCK);
        var ids =
                http.get()
                        .uri("/inbox/stream")
                        .exchange()
                        .returnResult(String.class)
                        .getResponseBody();

        StepVerifier.create(ids)
                .expectNext("0")
                .then(() -> keep(Channel.SMS, "919999999999", "Shop"))
                .expectNextMatches(id -> Long.parseLong(id) > 0)
                .then(() -> other.keep(Channel.SMS, message(Channel.SMS, "9", "S")).block())
                .expectNextMatches(id -> Long.parseLong(id) > 0)
                .thenCancel()
                .verify(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox.css", "inbox.js", "icon.svg"})
    void servesItsFiles(String file) {
        http.get().uri("/inbox/assets/" + file).exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 127.0.0.1",
        "Forwarded, for=127.0.0.1",
        "X-Real-IP, ::1",
        "Via, 1.1 proxy",
        "Host, evil.example",
        "Host, 127.0.0.1.evil.example",
        "Origin, http://evil.example",
        "Origin, null",
    })
    void doesNotExistForWhoeverIsNotOnThisMachine(String header, String value) {
        for (String path :
                List.of("", "/messages", "/stream", "/assets/inbox.js", "/messages/1/html")) {
            http.get()
                    .uri("/inbox" + path)
                    .header(header, value)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        http.delete()
                .uri("/inbox/messages")
                .header(header, value)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private void keep(Channel channel, String to, String widgetName) {
        var outcome =
                new InboxSender(channel, inbox).send(message(channel, to, widgetName)).block();
        assertThat(outcome).isEqualTo(new Outcome.Sent(null));
    }

    private static Message message(Channel channel, String to, String widgetName) {
        SecretText code = SecretText.of("482913");
        var values = new TemplateValues(widgetName, code, 10, null, Map.of());
        var content = new Templates().render(channel, "en", values);
        return new Message(
                0, "0123456789abcdef01234567", to, widgetName, content, code, Instant.EPOCH);
    }

    /** The inbox alone. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(InboxConfiguration.class)
    static class App {

        static final Secrets SECRETS = new Secrets(SecretText.of(TestDatabase.SECRET), List.of());

        @Bean
        ConnectionFactory connectionFactory() {
            return DATABASE.connections();
        }

        @Bean
        Secrets secrets() {
            return SECRETS;
        }

        @Bean
        Clock clock() {
            return CLOCK;
        }
    }
}
