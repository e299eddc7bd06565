package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.delivery.OutboxFixture.CODE;
import static org.otpwidget.server.delivery.OutboxFixture.EXPIRY;
import static org.otpwidget.server.delivery.OutboxFixture.await;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.database.Purge;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.widget.Channel;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

@ExtendWith(OutputCaptureExtension.class)
class OutboxTests {

    private static TestDatabase database;

    private OutboxFixture fixture;

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void emptyTables() {
        fixture = new OutboxFixture(database);
        fixture.sql("TRUNCATE message, request, widget CASCADE");
        fixture.sql("DELETE FROM account");
    }

    @Test
    void sendsAtOnceAndWipesTheSecret() {
        var sender = RecordingSender.of(Channel.SMS, new Outcome.Sent("p-1"));
        Queued message = fixture.insert(Channel.SMS);

        fixture.outbox(sender).dispatch(List.of(message));

        await(() -> fixture.state(message).equals("sent 1"));
        assertThat(fixture.column(message, "provider || ' ' || provider_id"))
                .isEqualTo("recording p-1");
        assertThat(fixture.column(message, "sent_at = created_at")).isEqualTo("true");
        assertThat(sender.received())
                .singleElement()
                .satisfies(
                        sent -> {
                            assertThat(sent.recipient()).isEqualTo("919999999999");
                            assertThat(sent.content().text())
                                    .contains(CODE + " is your Shop code", "10 minutes");
                        });
    }

    @Test
    void sendsWhatANodeCommittedAndNeverDispatchedExactlyOnce() {
        var messages = IntStream.range(0, 20).mapToObj(_ -> fixture.insert(Channel.SMS)).toList();
        var sender = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));
        var nodes = IntStream.range(0, 8).mapToObj(_ -> fixture.outbox(sender)).toList();

        pollAll(nodes);
        assertThat(sender.received()).as("before the lease ends").isEmpty();

        fixture.clock.move(Outbox.LEASE);
        pollAll(nodes);
        pollAll(nodes);

        await(() -> messages.stream().allMatch(m -> fixture.state(m).equals("sent 1")));
        assertThat(sender.received())
                .extracting(Message::id)
                .containsExactlyInAnyOrderElementsOf(messages.stream().map(Queued::id).toList());
    }

    @Test
    void picksUpAllThatTheMessageNeeds() {
        fixture.sql("INSERT INTO account (name, created_at) VALUES ('a', now())");
        fixture.sql(
                """
                INSERT INTO widget (id, account_id, settings, created_at, updated_at)
                SELECT '0123456789abcdef01234567', max(id), '{"name":"Corner Shop"}', now(), now()
                  FROM account
                """);
        Queued message = fixture.insert(Channel.SMS);
        fixture.sql(
                """
                UPDATE message SET lang = 'de-CH', host = 'shop.example',
                       widget_id = '0123456789abcdef01234567'
                """);
        var sender = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));

        fixture.clock.move(Outbox.LEASE);
        fixture.outbox(sender).poll().block();

        await(() -> fixture.state(message).equals("sent 1"));
        assertThat(sender.received().getFirst().content().text())
                .isEqualTo(
                        CODE
                                + " ist Ihr Code für Corner Shop. Er gilt 10 Minuten. Geben Sie ihn"
                                + " nicht weiter.\n\n@shop.example #"
                                + CODE);
    }

    @Test
    void triesAgainAfterGrowingWaitsWithinTheLifeOfTheCode() {
        var sender = RecordingSender.of(Channel.SMS, new Outcome.FailedForNow("busy"));
        var outbox = fixture.outbox(sender);
        Queued message = fixture.insert(Channel.SMS);
        outbox.dispatch(List.of(message));

        for (int attempt = 1; attempt <= 7; attempt++) {
            String state = "queued " + attempt + " secret";
            await(() -> fixture.state(message).equals(state));
            Duration wait = Duration.between(fixture.clock.instant(), fixture.dueAt(message));
            double seconds = Math.min(300, 2 * Math.pow(2, attempt - 1));
            assertThat(wait.toMillis() / 1000.0).isBetween(seconds * 0.8, seconds * 1.2);

            fixture.clock.move(wait.minusMillis(1));
            outbox.poll().block();
            assertThat(sender.received()).hasSize(attempt);
            fixture.clock.move(Duration.ofMillis(1));
            outbox.poll().block();
        }
        await(() -> fixture.state(message).startsWith("queued 8"));
        fixture.clock.move(Duration.between(fixture.clock.instant(), fixture.dueAt(message)));
        outbox.poll().block();
        await(() -> fixture.state(message).equals("expired 9"));
        assertThat(fixture.column(message, "reason")).isEqualTo("busy");
    }

    @Test
    void givesUpWhatCannotWork() {
        var refusal = new Outcome.FailedForGood("550 <ann@mail.example> no such user " + CODE);
        var sender = RecordingSender.of(Channel.EMAIL, refusal);
        Queued message = fixture.insert(Channel.EMAIL);

        fixture.outbox(sender).dispatch(List.of(message));

        await(() -> fixture.state(message).equals("failed 1"));
        assertThat(fixture.column(message, "reason")).isEqualTo("550 <[hidden]> no such user #");
    }

    @Test
    void neverSendsWhatExpiredInTheQueue() {
        var sender = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));
        var outbox = fixture.outbox(sender);
        Queued dispatched = fixture.insert(Channel.SMS);
        Queued left = fixture.insert(Channel.SMS);
        Queued withoutSender = fixture.insert(Channel.VOICE);

        fixture.clock.move(EXPIRY);
        outbox.dispatch(List.of(dispatched));
        outbox.poll().block();

        await(() -> fixture.state(dispatched).equals("expired 0"));
        assertThat(fixture.state(left)).isEqualTo("expired 0");
        assertThat(fixture.state(withoutSender)).isEqualTo("expired 0");
        assertThat(sender.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE request SET verified_at = created_at, code_sealed = NULL"
                        + "| verified meanwhile",
                "UPDATE request SET code_sealed = NULL | code void",
                "UPDATE request SET code_sealed = 'another' | code void",
                "UPDATE request SET expires_at = created_at | code expired",
                "DELETE FROM request | code void",
            })
    void neverSendsACodeThatIsDead(String change, String reason) {
        var sender = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));
        Queued message = fixture.insert(Channel.SMS);
        fixture.sql(change);

        fixture.clock.move(Outbox.LEASE);
        fixture.outbox(sender).poll().block();

        assertThat(fixture.state(message)).isEqualTo("expired 0");
        assertThat(fixture.column(message, "reason")).isEqualTo(reason);
        assertThat(sender.received()).isEmpty();
    }

    @Test
    void givesUpACodeThatCannotBeOpened() {
        Queued message = fixture.insert(Channel.SMS);
        fixture.sql(
                "UPDATE request SET code_sealed = set_byte(code_sealed, 40, 1 #"
                        + " get_byte(code_sealed, 40))");
        fixture.sql("UPDATE message SET secret = (SELECT code_sealed FROM request)");
        var sender = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));

        fixture.clock.move(Outbox.LEASE);
        fixture.outbox(sender).poll().block();

        assertThat(fixture.state(message)).isEqualTo("failed 0");
        assertThat(sender.received()).isEmpty();
    }

    @Test
    void leavesAMessageWhoseLeaseIsAboutToEndToOthers() {
        var sender = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));
        var outbox = fixture.outbox(sender);
        Queued message = fixture.insert(Channel.SMS);

        fixture.clock.move(Outbox.LEASE.minus(Outbox.SEND_TIMEOUT).plusMillis(1));
        outbox.dispatch(List.of(message));

        await(() -> fixture.dueAt(message).equals(fixture.clock.instant()));
        assertThat(sender.received()).isEmpty();
        assertThat(fixture.state(message)).isEqualTo("queued 0 secret");
        outbox.poll().block();
        await(() -> fixture.state(message).equals("sent 1"));
    }

    @Test
    void leavesAMessageWhoseLeaseHasEndedAsItIs() {
        var sender = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));
        var outbox = fixture.outbox(sender);
        Queued message = fixture.insert(Channel.SMS);
        fixture.clock.move(Outbox.LEASE);
        var due = fixture.clock.instant().plus(Outbox.LEASE);
        fixture.sql("UPDATE message SET due_at = $1", due);

        outbox.dispatch(List.of(message));
        outbox.drain(Duration.ofSeconds(10)).block();

        assertThat(sender.received()).isEmpty();
        assertThat(fixture.dueAt(message)).as("another node's lease").isEqualTo(due);
    }

    @Test
    void startsTheOthersWhenOneCannotStart() {
        var sender = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));
        var outbox = fixture.outboxFailingFor(8, sender);
        Queued first = fixture.insert(Channel.SMS);
        Queued broken = fixture.insert(Channel.SMS);
        Queued last = fixture.insert(Channel.SMS);
        fixture.sql("UPDATE message SET account_id = 8 WHERE id = $1", broken.id());

        fixture.clock.move(Outbox.LEASE);
        outbox.poll().block();

        await(() -> fixture.state(first).equals("sent 1"));
        await(() -> fixture.state(last).equals("sent 1"));
        assertThat(fixture.state(broken)).isEqualTo("queued 0 secret");
        assertThat(fixture.dueAt(broken)).isEqualTo(fixture.clock.instant());
    }

    @Test
    void survivesASenderThatBreaks() {
        var sender =
                new RecordingSender(
                        Channel.SMS,
                        4,
                        message -> {
                            throw new IllegalStateException("to " + message.recipient());
                        });
        Queued message = fixture.insert(Channel.SMS);

        fixture.outbox(sender).dispatch(List.of(message));

        await(() -> fixture.state(message).equals("queued 1 secret"));
        assertThat(fixture.column(message, "reason")).isEqualTo("IllegalStateException");
    }

    @Test
    void recordsTogetherWhatEndsTogether() {
        var messages = IntStream.range(0, 300).mapToObj(_ -> fixture.insert(Channel.SMS)).toList();
        var sender = new RecordingSender(Channel.SMS, 300, _ -> Mono.just(new Outcome.Sent(null)));

        fixture.outbox(sender).dispatch(messages);

        await(() -> messages.stream().allMatch(m -> fixture.state(m).equals("sent 1")));
        assertThat(
                        Integer.parseInt(
                                fixture.column(
                                        messages.getFirst(),
                                        "(SELECT count(DISTINCT xmin::text) FROM message)")))
                .as("transactions")
                .isLessThan(100);
    }

    @Test
    void deletesOldRecordsOnly() {
        account(null);
        Queued old = fixture.insert(Channel.SMS);
        fixture.clock.move(Duration.ofDays(30));
        Queued recent = fixture.insert(Channel.SMS);

        purge().block();

        assertThat(fixture.column(recent, "(SELECT string_agg(id::text, ' ') FROM message)"))
                .isEqualTo(Long.toString(recent.id()))
                .isNotEqualTo(Long.toString(old.id()));
    }

    @Test
    void deletesOldRecordsOnSeveralNodesUntilAllAreGone() {
        account(null);
        Queued old = fixture.insert(Channel.SMS);
        copies(old, 2 * Purge.BATCH);
        fixture.clock.move(Duration.ofDays(30));
        Queued recent = fixture.insert(Channel.SMS);

        Mono.when(purge(), purge()).block();
        purge().block();

        assertThat(fixture.column(recent, "(SELECT string_agg(id::text, ' ') FROM message)"))
                .isEqualTo(Long.toString(recent.id()));
    }

    @Test
    void deletesWhatItsAccountDoesNotWantToKeep() {
        account(null);
        Queued old = fixture.insert(Channel.SMS);
        fixture.clock.move(Duration.ofDays(3));
        Queued recent = fixture.insert(Channel.SMS);
        purge().block();
        assertThat(fixture.column(recent, "(SELECT count(*) FROM message)")).isEqualTo("2");

        account(2);
        purge().block();

        assertThat(fixture.column(recent, "(SELECT string_agg(id::text, ' ') FROM message)"))
                .isEqualTo(Long.toString(recent.id()))
                .isNotEqualTo(Long.toString(old.id()));
    }

    @Test
    void deletesForOneAccountWhatAnotherKeeps() {
        account(730);
        fixture.sql(
                "INSERT INTO account (id, name, created_at) OVERRIDING SYSTEM VALUE"
                        + " VALUES (8, 'Other', $1)",
                fixture.clock.instant());
        Queued kept = fixture.insert(Channel.SMS);
        copies(kept, 2 * Purge.BATCH);
        Queued other = fixture.insert(Channel.SMS);
        fixture.sql("UPDATE message SET account_id = 8 WHERE id = $1", other.id());
        fixture.clock.move(Duration.ofDays(30));

        purge().block();

        assertThat(fixture.column(kept, "(SELECT count(*) FROM message)"))
                .isEqualTo(Integer.toString(2 * Purge.BATCH + 1));
        assertThat(fixture.messages().count(7, fixture.clock.instant()).block())
                .isEqualTo(2L * Purge.BATCH + 1);
        assertThat(fixture.messages().count(8, fixture.clock.instant()).block()).isZero();
    }

    @Test
    void countsWhatIsOlderThanATime() {
        Queued old = fixture.insert(Channel.SMS);
        fixture.clock.move(Duration.ofHours(1));
        var before = fixture.clock.instant();
        fixture.sql(
                """
                INSERT INTO message (request_id, account_id, widget_id, channel, recipient,
                                     status, due_at, created_at, expires_at)
                SELECT request_id, account_id, widget_id, channel, recipient, 'sent', due_at,
                       $2, expires_at
                  FROM message WHERE id = $1
                """,
                old.id(),
                before);
        assertThat(fixture.messages().count(7, before).block())
                .as("but for a resend that is younger than its request")
                .isEqualTo(1);
        assertThat(fixture.messages().count(7, before.plusSeconds(1)).block()).isEqualTo(2);
    }

    /** The account of the messages, and how many days it keeps them. */
    private void account(@Nullable Integer days) {
        fixture.sql(
                """
                INSERT INTO account (id, name, created_at) OVERRIDING SYSTEM VALUE
                VALUES (7, 'Test', $1) ON CONFLICT DO NOTHING
                """,
                fixture.clock.instant());
        fixture.sql("UPDATE account SET keep_messages = " + days + " WHERE id = 7");
    }

    private void copies(Queued message, int number) {
        fixture.sql(
                """
                INSERT INTO message (request_id, account_id, widget_id, channel, recipient,
                                     status, due_at, created_at, expires_at)
                SELECT request_id, account_id, widget_id, channel, recipient, 'sent', due_at,
                       created_at, expires_at
                  FROM message, generate_series(1, $1) WHERE id = $2
                """,
                number,
                message.id());
    }

    private Mono<Void> purge() {
        var settings = new OutboxSettings(Duration.ZERO, Duration.ofDays(29));
        return new OutboxConfiguration()
                .messagePurge(fixture.messages(), settings, fixture.clock)
                .run();
    }

    @Test
    void countsMessagesAndMeasuresTheLag() {
        var sms = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));
        var mail = RecordingSender.of(Channel.EMAIL, new Outcome.FailedForGood("no"));
        var voice = new RecordingSender(Channel.VOICE, 1, _ -> Mono.never());
        var outbox = fixture.outbox(sms, mail, voice);
        Queued first = fixture.insert(Channel.SMS);
        Queued second = fixture.insert(Channel.EMAIL);
        IntStream.range(0, 17).forEach(_ -> fixture.insert(Channel.VOICE));

        outbox.dispatch(List.of(first, second));
        await(() -> fixture.state(first).equals("sent 1"));
        await(() -> fixture.state(second).equals("failed 1"));
        fixture.clock.move(Outbox.LEASE);
        outbox.poll().block();
        fixture.clock.move(Duration.ofSeconds(7));
        outbox.poll().block();

        assertThat(messages("sms", "sent")).isEqualTo(1);
        assertThat(messages("email", "failed")).isEqualTo(1);
        assertThat(fixture.registry.get("otp.outbox.lag").timeGauge().value()).isEqualTo(7);
        assertThat(fixture.registry.get("otp.message.send").tag("channel", "sms").timer().count())
                .isEqualTo(1);
    }

    @Test
    void logsNeitherCodesNorRecipients(CapturedOutput output) {
        for (Outcome outcome :
                List.of(
                        new Outcome.Sent("1"),
                        new Outcome.FailedForNow("421 919999999999 " + CODE),
                        new Outcome.FailedForGood("550 ann@mail.example " + CODE))) {
            var outbox =
                    fixture.outbox(
                            RecordingSender.of(Channel.SMS, outcome),
                            RecordingSender.of(Channel.EMAIL, outcome));
            outbox.dispatch(List.of(fixture.insert(Channel.SMS), fixture.insert(Channel.EMAIL)));
            outbox.drain(Duration.ofSeconds(10)).block();
        }

        assertThat(output.getAll())
                .contains("QUEUED (421 # #)", "FAILED (550 [hidden] #)")
                .doesNotContain(CODE, "9999999999", "ann@");
    }

    private double messages(String channel, String outcome) {
        return fixture.registry
                .get("otp.messages")
                .tags("channel", channel, "outcome", outcome)
                .counter()
                .count();
    }

    private static void pollAll(List<Outbox> nodes) {
        Flux.fromIterable(nodes).flatMap(Outbox::poll, nodes.size()).blockLast();
    }
}
