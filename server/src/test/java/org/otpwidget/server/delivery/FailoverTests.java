package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.delivery.FakeKind.provider;
import static org.otpwidget.server.delivery.OutboxFixture.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class FailoverTests {

    private static final Outcome BUSY = new Outcome.FailedForNow("busy");
    private static final Outcome TAKEN = new Outcome.Sent("v-1");

    private static TestDatabase database;

    private final FakeKind vendors = new FakeKind();
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
    void asksTheNextProviderInTheSameRound() {
        vendors.vendor("a", BUSY);
        vendors.vendor("b", BUSY);
        vendors.vendor("c", TAKEN);

        Queued message = dispatched(outbox(provider("a"), provider("b"), provider("c")));

        await(() -> fixture.state(message).equals("sent 1"));
        assertThat(fixture.column(message, "provider")).isEqualTo("id-c");
        assertThat(vendors.received("a")).hasSize(1);
        assertThat(vendors.received("b")).hasSize(1);
    }

    @Test
    void beginsAnewWhenAllFailed() {
        vendors.vendor("a", BUSY);
        vendors.vendor("b", new Outcome.FailedForNow("down"));
        var outbox = outbox(provider("a"), provider("b"));

        Queued message = dispatched(outbox);

        await(() -> fixture.state(message).equals("queued 1 secret"));
        assertThat(fixture.column(message, "reason || ' ' || provider")).isEqualTo("down id-b");
        vendors.vendor("a", TAKEN);
        fixture.clock.move(Duration.ofSeconds(3));
        outbox.poll().block();
        await(() -> fixture.state(message).equals("sent 2"));
        assertThat(fixture.column(message, "provider")).isEqualTo("id-a");
    }

    @Test
    void asksNobodyElseAfterARefusalForGood() {
        vendors.vendor("a", new Outcome.FailedForGood("stop", Outcome.Cause.UNSUBSCRIBED));
        vendors.vendor("b", TAKEN);

        Queued message = dispatched(outbox(provider("a"), provider("b")));

        await(() -> fixture.state(message).equals("failed 1"));
        assertThat(fixture.column(message, "cause")).isEqualTo("unsubscribed");
        assertThat(vendors.received("b")).isEmpty();
    }

    @Test
    void passesOverAProviderWhoseBreakerIsOpen() {
        vendors.vendor("a", BUSY);
        vendors.vendor("b", TAKEN);
        var outbox = outbox(provider("a"), provider("b"));

        for (int i = 0; i < 7; i++) {
            Queued message = dispatched(outbox);
            await(() -> fixture.state(message).equals("sent 1"));
        }

        assertThat(vendors.received("a")).hasSize(5);
        assertThat(outbox.stations().breaker("id-a")).isEqualTo(Breaker.State.OPEN);
        assertThat(
                        fixture.registry
                                .get("otp.provider.breaker")
                                .tag("provider", "id-a")
                                .gauge()
                                .value())
                .isEqualTo(1);
        vendors.vendor("a", TAKEN);
        fixture.clock.move(Duration.ofSeconds(5));
        Queued probe = dispatched(outbox);
        await(() -> fixture.state(probe).equals("sent 1"));
        assertThat(outbox.stations().breaker("id-a")).isEqualTo(Breaker.State.CLOSED);
    }

    /** What we may not send is nothing that a vendor did. */
    @Test
    void passesOverAProviderThatMayBeGivenNoMore() {
        vendors.vendor("a", new Outcome.Deferred("rate", Duration.ofMillis(700)));
        vendors.vendor("b", TAKEN);
        var outbox = outbox(provider("a"), provider("b"));

        for (int i = 0; i < 7; i++) {
            Queued message = dispatched(outbox);
            await(() -> fixture.state(message).equals("sent 1"));
            assertThat(fixture.column(message, "provider")).isEqualTo("id-b");
        }

        assertThat(vendors.received("a")).hasSize(7);
        assertThat(outbox.stations().breaker("id-a")).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void comesBackWhenTheOnlyProviderMayBeGivenMore() {
        vendors.vendor("a", new Outcome.Deferred("rate", Duration.ofMillis(700)));
        var outbox = outbox(provider("a"));

        Queued message = dispatched(outbox);

        await(() -> fixture.column(message, "reason").equals("rate"));
        assertThat(fixture.state(message)).isEqualTo("queued 0 secret");
        assertThat(fixture.dueAt(message)).isEqualTo(fixture.clock.instant().plusMillis(700));
        vendors.vendor("a", TAKEN);
        fixture.clock.move(Duration.ofMillis(700));
        outbox.poll().block();
        await(() -> fixture.state(message).equals("sent 1"));
    }

    @Test
    void aSlowProviderHoldsUpItsOwnMessagesOnly() {
        Sinks.One<Outcome> gate = Sinks.one();
        vendors.vendor("slow", _ -> gate.asMono());
        vendors.vendor("quick", TAKEN);
        var outbox = outbox(provider("slow", "CH"), provider("quick", "IN"));
        List<Queued> swiss =
                IntStream.range(0, 40)
                        .mapToObj(_ -> fixture.insert(Channel.SMS, "41446681800"))
                        .toList();

        outbox.dispatch(swiss);
        Queued indian = dispatched(outbox);

        await(() -> fixture.state(indian).equals("sent 1"));
        assertThat(vendors.received("slow")).as("under way at once").hasSize(2);
        gate.tryEmitValue(TAKEN).orThrow();
    }

    @Test
    void sendsNothingThatWasVerifiedWhileItWaited() {
        Sinks.One<Outcome> gate = Sinks.one();
        vendors.vendor("slow", _ -> gate.asMono());
        var outbox = outbox(provider("slow"));
        List<Queued> messages =
                IntStream.range(0, 3).mapToObj(_ -> fixture.insert(Channel.SMS)).toList();
        outbox.dispatch(messages);
        await(() -> vendors.received("slow").size() == 2);
        fixture.sql("UPDATE request SET verified_at = created_at");
        fixture.clock.move(Duration.ofSeconds(2));

        gate.tryEmitValue(TAKEN).orThrow();
        outbox.drain(Duration.ofSeconds(10)).block();

        assertThat(vendors.received("slow")).hasSize(2);
        assertThat(messages.stream().map(fixture::state))
                .containsExactlyInAnyOrder("sent 1", "sent 1", "queued 0 secret");
    }

    @Test
    void goesOnElsewhereWithARoundThatItsLeaseCutShort() {
        vendors.vendor(
                "a",
                _ ->
                        Mono.fromSupplier(
                                () -> {
                                    fixture.clock.move(Duration.ofSeconds(11));
                                    return BUSY;
                                }));
        vendors.vendor("b", TAKEN);
        Provider[] providers = {provider("a"), provider("b")};

        Queued message = dispatched(outbox(providers));

        await(
                () ->
                        fixture.state(message).equals("queued 0 secret")
                                && fixture.column(message, "tried").equals("{id-a}"));
        outbox(providers).poll().block();
        await(() -> fixture.state(message).equals("sent 1"));
        assertThat(vendors.received("a")).hasSize(1);
        assertThat(fixture.column(message, "tried")).isEqualTo("-");
    }

    private Outbox outbox(Provider... providers) {
        return fixture.outbox(List.of(vendors), List.of(providers));
    }

    private Queued dispatched(Outbox outbox) {
        Queued message = fixture.insert(Channel.SMS);
        outbox.dispatch(List.of(message));
        return message;
    }
}
