package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.delivery.OutboxFixture.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Slow senders, full lanes and the end of a server. */
class OutboxLoadTests {

    private static TestDatabase database;

    private OutboxFixture fixture;
    private final Sinks.One<Outcome> gate = Sinks.one();
    private final RecordingSender slow = new RecordingSender(Channel.SMS, 2, _ -> gate.asMono());

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
        fixture.sql("TRUNCATE message, request");
    }

    @Test
    void aSlowSenderFillsItsOwnLaneOnly() {
        var fast = RecordingSender.of(Channel.EMAIL, new Outcome.Sent(null));
        var outbox = fixture.outbox(slow, fast);
        var many = insert(40);
        Queued mail = fixture.insert(Channel.EMAIL);

        outbox.dispatch(many);
        outbox.dispatch(List.of(mail));

        await(() -> fixture.state(mail).equals("sent 1"));
        assertThat(slow.received()).as("under way at once").hasSize(2);

        open();
        await(() -> sent(many) == 32);
        fixture.clock.move(Outbox.LEASE);
        outbox.poll().block();
        await(() -> sent(many) == 40);
        assertThat(slow.received()).hasSize(40);
    }

    @Test
    void pollingLeasesNoMoreThanTheSenderHasRoomFor() {
        var outbox = fixture.outbox(slow);
        var many = insert(40);

        fixture.clock.move(Outbox.LEASE);
        outbox.poll().block();
        outbox.poll().block();

        assertThat(many.stream().filter(m -> fixture.dueAt(m).isAfter(fixture.clock.instant())))
                .hasSize(32);
        open();
        await(() -> sent(many) == 32);
    }

    @Test
    void drainsWhatItHoldsBeforeItStops() {
        var outbox = fixture.outbox(slow);
        var messages = insert(10);
        outbox.dispatch(messages);
        var drained = new AtomicBoolean();

        var _ =
                outbox.drain(Duration.ofSeconds(10))
                        .doOnSuccess(_ -> drained.set(true))
                        .subscribe();
        assertThat(drained).isFalse();
        open();

        await(drained::get);
        assertThat(sent(messages)).isEqualTo(10);
    }

    @Test
    void leavesTheRestToOthersWhenTheTimeToStopIsOver() {
        var time = VirtualTimeScheduler.create();
        var outbox = fixture.outbox(fixture.clock, time, slow);
        var messages = insert(10);
        outbox.dispatch(messages);
        time.advanceTimeBy(Duration.ofMillis(1));
        var drained = new AtomicBoolean();

        var _ = outbox.drain(Duration.ofSeconds(5)).doOnSuccess(_ -> drained.set(true)).subscribe();
        time.advanceTimeBy(Duration.ofSeconds(5));
        await(drained::get);

        assertThat(messages.stream().filter(m -> fixture.dueAt(m).equals(fixture.clock.instant())))
                .as("due at once")
                .hasSize(8);
        var other = RecordingSender.of(Channel.SMS, new Outcome.Sent(null));
        fixture.outbox(other).poll().block();
        await(() -> sent(messages) == 8);
        assertThat(slow.received()).hasSize(2);
    }

    @Test
    void givesASenderTenSeconds() {
        var time = VirtualTimeScheduler.create();
        var cancelled = new AtomicBoolean();
        var silent =
                new RecordingSender(
                        Channel.SMS,
                        1,
                        _ -> Mono.<Outcome>never().doOnCancel(() -> cancelled.set(true)));
        Queued message = fixture.insert(Channel.SMS);

        fixture.outbox(fixture.clock, time, silent).dispatch(List.of(message));
        time.advanceTimeBy(Duration.ofMillis(9_999));
        assertThat(cancelled).isFalse();
        time.advanceTimeBy(Duration.ofMillis(1));

        await(() -> fixture.state(message).equals("queued 1 secret"));
        assertThat(fixture.column(message, "reason")).isEqualTo("no answer in time");
        assertThat(cancelled).isTrue();
    }

    private void open() {
        gate.tryEmitValue(new Outcome.Sent(null)).orThrow();
    }

    private List<Queued> insert(int count) {
        return IntStream.range(0, count).mapToObj(_ -> fixture.insert(Channel.SMS)).toList();
    }

    private long sent(List<Queued> messages) {
        return messages.stream().filter(m -> fixture.state(m).equals("sent 1")).count();
    }
}
