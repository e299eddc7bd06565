package org.otpwidget.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.webhook.WebhookFixture.await;
import static org.otpwidget.server.webhook.WebhookFixture.poll;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.database.Purge;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.provider.VendorStandIn;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** What becomes of events that were written down. */
class WebhookOutboxIntegrationTests {

    private static final Reply THANKS = Reply.json(204, "");

    private static TestDatabase database;

    private final VendorStandIn shop = new VendorStandIn();
    private WebhookFixture fixture;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void open() {
        fixture = new WebhookFixture(database);
        shop.answers(THANKS);
    }

    @AfterEach
    void close() {
        fixture.stopNodes();
        shop.close();
    }

    @Test
    void deliversEachEventOnceOverSeveralNodes() {
        Webhook webhook = webhook();
        List<String> events = events(webhook, 300);
        List<WebhookOutbox> nodes = List.of(fixture.node(), fixture.node(), fixture.node());

        await(
                () -> {
                    Flux.fromIterable(nodes).flatMap(WebhookOutbox::poll).blockLast();
                    return fixture.count(webhook, "delivered") == 300;
                });

        assertThat(sent()).containsExactlyInAnyOrderElementsOf(events);
        assertThat(fixture.state(events.getFirst())).isEqualTo("delivered 1 204");
    }

    @Test
    void takesOverFromANodeThatDied() {
        Webhook webhook = webhook();
        String event = fixture.event(webhook);
        Instant now = fixture.clock.instant();
        var taken =
                fixture.deliveries
                        .lease(now, now.plus(WebhookOutbox.LEASE), List.of(), 64, 64)
                        .filter(leased -> leased.target().webhookId().equals(webhook.id()))
                        .collectList()
                        .block();
        assertThat(taken).extracting(Leased::id).containsExactly(event);
        WebhookOutbox other = fixture.node();

        poll(other);
        assertThat(fixture.state(event)).isEqualTo("pending 0");
        fixture.clock.move(WebhookOutbox.LEASE);
        poll(other);

        await(() -> fixture.state(event).equals("delivered 1 204"));
        assertThat(sent()).containsExactly(event);
    }

    @Test
    void triesAgainLaterAndLaterUntilItGivesUp() {
        shop.answers(Reply.json(500, "{}"));
        String event = fixture.event(webhook());
        WebhookOutbox node = fixture.node();

        int attempts = 1;
        for (Duration wait : Waits.SCHEDULE) {
            String state = "pending " + attempts++ + " 500";
            becomes(event, state, node);
            assertThat(Duration.between(fixture.clock.instant(), fixture.dueAt(event)))
                    .isBetween(wait, wait.plus(wait.dividedBy(10)).plusMillis(1));
            fixture.clock.move(wait.minusSeconds(1));
            poll(node);
            fixture.clock.move(wait.dividedBy(10).plusSeconds(2));
        }

        becomes(event, "failed 10 500", node);
        assertThat(sent()).hasSize(10).containsOnly(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 120                           | 120",
                "503 | Sun, 22 Nov 2026 10:10:00 GMT | 600",
                "503 | 999999999                     | 86400",
                "503 | 99999999999999999999          | 86400",
                "503 | Sat, 22 Nov 2036 10:10:00 GMT | 86400",
                "503 | 1                             | 5",
                "503 | Sun, 22 Nov 2026 09:00:00 GMT | 5",
                "503 | -7                            | 5",
                "503 | soon                          | 5",
                "500 | 120                           | 5"
            })
    void waitsAsLongAsTheShopAsks(int status, String header, long seconds) {
        shop.answers(Reply.json(status, "{}").with("Retry-After", header));
        String event = fixture.event(webhook());
        becomes(event, "pending 1 " + status, fixture.node());
        var wait = Duration.ofSeconds(seconds);
        assertThat(Duration.between(fixture.clock.instant(), fixture.dueAt(event)))
                .isBetween(wait, wait.plus(wait.dividedBy(10)).plusMillis(1));
    }

    @Test
    void arrivesWhenTheShopIsBack() {
        shop.answers(Reply.json(503, "{}"));
        String event = fixture.event(webhook());
        WebhookOutbox node = fixture.node();
        poll(node);
        await(() -> fixture.state(event).equals("pending 1 503"));
        String body = shop.lastRequest().body();

        shop.answers(THANKS);
        fixture.clock.move(Duration.ofSeconds(6));

        becomes(event, "delivered 2 204", node);
        assertThat(shop.lastRequest().body()).isEqualTo(body);
    }

    @Test
    void switchesAWebhookOffThatIsGone() {
        shop.answers(Reply.json(410, "{}"));
        Webhook webhook = webhook();
        String event = fixture.event(webhook);
        WebhookOutbox node = fixture.node();

        poll(node);

        await(() -> !fixture.read(webhook).enabled());
        assertThat(fixture.read(webhook).disabledBecause()).isEqualTo("gone");
        assertThat(fixture.trail(webhook)).isEqualTo("system webhook.changed enabled true false");
        assertThat(fixture.state(event)).isEqualTo("failed 1 410");
        String later = fixture.event(webhook);
        poll(node);
        assertThat(fixture.state(later)).isEqualTo("pending 0");
        assertThat(fixture.dueAt(later)).isEqualTo(fixture.clock.instant());
    }

    @Test
    void keepsNoOtherWebhookWaitingForASlowOne() throws Exception {
        try (var slow = new VendorStandIn()) {
            slow.neverAnswers();
            Webhook lame = fixture.webhook(slow.url()).webhook();
            events(lame, 2 * WebhookOutbox.LANE);
            WebhookOutbox node = fixture.node();
            poll(node);
            await(() -> slow.requests().size() == WebhookOutbox.CONCURRENCY);
            Webhook quick = webhook();
            events(quick, 2 * WebhookOutbox.LANE);

            poll(node);

            await(() -> fixture.count(quick, "delivered") == 2 * WebhookOutbox.LANE);
            assertThat(slow.requests()).hasSize(WebhookOutbox.CONCURRENCY);
        }
    }

    @Test
    void waitsForAnAnswerOnlySoLong() {
        shop.neverAnswers();
        String event = fixture.event(webhook());

        poll(fixture.node(true, Duration.ofMillis(200)));

        await(() -> fixture.state(event).equals("pending 1 no answer in time"));
    }

    @Test
    void readsNoMoreOfAnAnswerThanItNeeds() {
        shop.answers(Reply.text(200, "text/plain", "x".repeat(1_000_000)));
        String event = fixture.event(webhook());

        poll(fixture.node());

        await(() -> fixture.state(event).equals("delivered 1 200"));
    }

    @Test
    void followsNoRedirect() {
        shop.answers(Reply.json(302, "").with("Location", shop.url() + "/elsewhere"));
        String event = fixture.event(webhook());

        poll(fixture.node());

        await(() -> fixture.state(event).equals("pending 1 302"));
        assertThat(shop.requests()).hasSize(1);
    }

    @Test
    void callsNoPrivateAddress() {
        String literal = fixture.event(webhook());
        String named =
                fixture.event(
                        fixture.webhook(shop.url().replace("127.0.0.1", "localhost")).webhook());

        poll(fixture.node(false, WebhookClient.PATIENCE));

        String refused = "pending 1 the host is unknown or not public";
        await(() -> fixture.state(literal).equals(refused));
        await(() -> fixture.state(named).equals(refused));
        assertThat(shop.requests()).isEmpty();
    }

    @Test
    void givesBackWhatItHasNotBegunWhenItStops() throws Exception {
        var answered = new CountDownLatch(1);
        shop.answers(
                _ -> {
                    try {
                        answered.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return THANKS;
                });
        Webhook webhook = webhook();
        List<String> events = events(webhook, 40);
        WebhookOutbox node = fixture.node();
        poll(node);
        await(() -> shop.requests().size() == WebhookOutbox.CONCURRENCY);

        var drained = node.drain(Duration.ofSeconds(10)).toFuture();
        answered.countDown();
        drained.get();

        assertThat(fixture.count(webhook, "delivered")).isEqualTo(WebhookOutbox.CONCURRENCY);
        assertThat(events)
                .filteredOn(event -> fixture.state(event).equals("pending 0"))
                .hasSize(40 - WebhookOutbox.CONCURRENCY)
                .allSatisfy(
                        event ->
                                assertThat(fixture.dueAt(event))
                                        .isEqualTo(fixture.clock.instant()));
    }

    @Test
    void deletesWhatIsLongOver() {
        Webhook webhook = webhook();
        settled(webhook);
        fixture.clock.move(Duration.ofDays(30).plusSeconds(1));
        String recent = settled(webhook);

        assertThat(purge(Duration.ofDays(30))).isPositive();

        assertThat(fixture.state(recent)).isEqualTo("failed 1 410");
        assertThat(fixture.count(webhook, "failed")).isEqualTo(1);
    }

    @Test
    void deletesWhatItsAccountDoesNotWantToKeep() {
        Webhook webhook = webhook();
        fixture.keep(null);
        String old = settled(webhook);
        fixture.clock.move(Duration.ofDays(6));
        String recent = settled(webhook);
        purge(Duration.ofDays(30));
        assertThat(fixture.count(webhook, "failed")).isEqualTo(2);

        fixture.keep(5);
        assertThat(purge(Duration.ofDays(30))).isEqualTo(1);

        assertThat(fixture.count(webhook, "failed")).isEqualTo(1);
        assertThat(fixture.state(recent)).isEqualTo("failed 1 410");
        assertThat(old).isLessThan(recent);
        fixture.keep(null);
    }

    @Test
    void keepsWhatIsStillTried() {
        shop.answers(Reply.json(503, "{}").with("Retry-After", "86400"));
        String waiting = fixture.event(webhook());
        WebhookOutbox node = fixture.node();
        fixture.keep(4);
        for (int attempts = 1; attempts < 10; attempts++) {
            becomes(waiting, "pending " + attempts + " 503", node);
            fixture.clock.move(Duration.ofHours(27));
            purge(Duration.ofDays(4));
        }
        becomes(waiting, "failed 10 503", node);
        purge(Duration.ofDays(4));
        assertThat(fixture.exists(waiting)).as("all attempts are over, and it is old").isFalse();
        fixture.keep(null);
    }

    @Test
    void keepsWhatIsSentOnceMore() {
        Webhook webhook = webhook();
        String event = settled(webhook);
        fixture.clock.move(Duration.ofDays(29));
        fixture.deliveries.replay(webhook.id(), event, fixture.clock.instant()).then().block();
        fixture.clock.move(Duration.ofDays(2));
        purge(Duration.ofDays(30));
        assertThat(fixture.state(event)).startsWith("pending 0");
    }

    @Test
    void nothingWaitsForEverForAWebhookThatIsOff() {
        shop.answers(Reply.json(503, "{}").with("Retry-After", "86400"));
        Webhook webhook = webhook();
        String event = fixture.event(webhook);
        becomes(event, "pending 1 503", fixture.node());
        Instant due = fixture.dueAt(event);
        fixture.off(webhook);

        fixture.clock.move(Duration.ofDays(30));
        purge(Duration.ofDays(30));
        assertThat(fixture.state(event)).as("somebody may switch it on").isEqualTo("pending 1 503");
        fixture.clock.move(
                Duration.between(fixture.clock.instant(), due.plus(Duration.ofDays(30)))
                        .plusSeconds(1));
        purge(Duration.ofDays(30));
        assertThat(fixture.exists(event)).isFalse();
    }

    @Test
    void deletesEventsOfAWebhookThatIsGone() {
        String event = fixture.eventOf("69210000ffffffffffffffff");
        fixture.clock.move(Duration.ofDays(31));
        purge(Duration.ofDays(30));
        assertThat(fixture.exists(event)).isFalse();
    }

    @Test
    void deletesOnSeveralNodesUntilAllAreGone() {
        Webhook webhook = webhook();
        String one = settled(webhook);
        fixture.copies(one, 2 * Purge.BATCH + 7);
        fixture.clock.move(Duration.ofDays(31));
        Mono.when(
                        fixture.deliveries.purge(fixture.clock.instant(), Duration.ofDays(30)),
                        fixture.deliveries.purge(fixture.clock.instant(), Duration.ofDays(30)))
                .block();
        purge(Duration.ofDays(30));
        purge(Duration.ofDays(30));
        assertThat(fixture.count(webhook, "failed")).isZero();
    }

    private long purge(Duration usual) {
        return Objects.requireNonNull(
                fixture.deliveries.purge(fixture.clock.instant(), usual).block());
    }

    /** An event that is over. */
    private String settled(Webhook webhook) {
        String event = fixture.event(webhook);
        fixture.settle(event);
        return event;
    }

    private Webhook webhook() {
        return fixture.webhook(shop.url() + "/events").webhook();
    }

    private List<String> events(Webhook webhook, int number) {
        return IntStream.range(0, number).mapToObj(_ -> fixture.event(webhook)).toList();
    }

    /** Polls as often as a server would: a node may still be busy with the attempt before. */
    private void becomes(String event, String state, WebhookOutbox node) {
        await(
                () -> {
                    poll(node);
                    return fixture.state(event).equals(state);
                });
    }

    private List<String> sent() {
        return shop.requests().stream().map(request -> request.header("webhook-id")).toList();
    }
}
