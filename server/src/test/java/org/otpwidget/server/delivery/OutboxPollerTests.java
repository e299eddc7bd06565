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
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class OutboxPollerTests {

    private static final OutboxSettings SETTINGS =
            new OutboxSettings(Duration.ofSeconds(10), Duration.ofDays(30));

    private static TestDatabase database;

    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
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
    }

    @Test
    void sendsMoreThanOneSweepLeasesInOnePoll() {
        due(3 * Messages.SWEEP + 1);
        var sender = new RecordingSender(Channel.SMS, 1000, _ -> Mono.just(new Outcome.Sent(null)));
        var poller = new OutboxPoller(fixture.outbox(sender), SETTINGS, timer);
        poller.start();

        timer.advanceTimeBy(Duration.ofSeconds(1));

        await(() -> sender.received().size() == 3 * Messages.SWEEP + 1);
        poller.stop();
    }

    @Test
    void goesOnAsSoonAsAFullLaneHasRoom() {
        due(40);
        Sinks.One<Outcome> gate = Sinks.one();
        var sender = new RecordingSender(Channel.SMS, 1, _ -> gate.asMono());
        var outbox = fixture.outbox(sender);
        var poller = new OutboxPoller(outbox, SETTINGS, timer);
        poller.start();
        timer.advanceTimeBy(Duration.ofSeconds(1));
        await(() -> sender.received().size() == 1);
        timer.advanceTimeBy(Duration.ofMillis(50));
        assertThat(outbox.isOpenAgain()).isFalse();

        gate.tryEmitValue(new Outcome.Sent(null)).orThrow();
        await(() -> sender.received().size() == 16 && outbox.isOpenAgain());
        timer.advanceTimeBy(Duration.ofMillis(50));

        await(() -> sender.received().size() == 32);
        poller.stop();
    }

    /** Else the process ends before an SMSC hears that it does. */
    @Test
    void stopsWhenProvidersHaveSaidGoodBye() throws Exception {
        var vendors = new FakeKind();
        vendors.vendor("a", new Outcome.Sent("v-1"));
        var leaving = vendors.leavesSlowly();
        var outbox = fixture.outbox(List.of(vendors), List.of(FakeKind.provider("a")));
        Queued message = fixture.insert(Channel.SMS);
        outbox.dispatch(List.of(message));
        await(() -> fixture.state(message).equals("sent 1"));
        var poller = new OutboxPoller(outbox, SETTINGS, Schedulers.parallel());
        poller.start();
        var stopped = new CountDownLatch(1);

        poller.stop(stopped::countDown);

        assertThat(stopped.await(200, TimeUnit.MILLISECONDS)).as("before").isFalse();
        leaving.countDown();
        assertThat(stopped.await(10, TimeUnit.SECONDS)).as("after").isTrue();
        assertThat(vendors.left()).containsExactly("a");
    }

    private void due(int messages) {
        IntStream.range(0, messages).forEach(_ -> fixture.insert(Channel.SMS));
        fixture.clock.move(Outbox.LEASE);
    }
}
