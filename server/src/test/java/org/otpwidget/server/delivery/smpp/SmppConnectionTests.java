package org.otpwidget.server.delivery.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.Network;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The connection: bound when needed, kept alive, bound again; and never too much on it. */
class SmppConnectionTests {

    private static final Outcome.Sent FIRST = new Outcome.Sent("m-100");
    private static final Outcome.Sent SECOND = new Outcome.Sent("m-101");

    private final Smsc smsc = new Smsc();

    @AfterEach
    void close() {
        smsc.close();
    }

    @Test
    void bindsWithTheFirstMessageAndOnlyOnce() {
        try (var link = new SmscLink(smsc, Map.of())) {
            smsc.answers("accept");
            assertThat(smsc.happened("bind")).isNull();
            assertThat(link.send("1")).isEqualTo(FIRST);
            assertThat(link.send("2")).isEqualTo(SECOND);
            smsc.next("bind");
            assertThat(smsc.happened("bind")).isNull();
        }
    }

    @Test
    void keepsTheConnectionAlive() {
        try (var link = new SmscLink(smsc, Map.of("enquireLinkSeconds", "1"))) {
            assertThat(link.send("1")).isEqualTo(FIRST);
            smsc.next("enquire_link");
            smsc.next("enquire_link");
            smsc.does("enquire");
            assertThat(smsc.next("enquire_link_resp").path("status").asInt()).isZero();
            assertThat(link.send("2")).isEqualTo(SECOND);
        }
    }

    @Test
    void bindsAgainWhenTheConnectionIsLost() {
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("1")).isEqualTo(FIRST);
            smsc.next("bind");
            smsc.does("drop");
            smsc.next("bind");
            assertThat(link.send("2")).isEqualTo(SECOND);
        }
    }

    @Test
    void bindsAgainWhenTheSmscUnbinds() {
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("1")).isEqualTo(FIRST);
            smsc.next("bind");
            smsc.does("unbind");
            smsc.next("bind");
            assertThat(link.send("2")).isEqualTo(SECOND);
        }
    }

    /** No answer can come any more, so nobody waits for the time-out. */
    @Test
    void givesUpAMessageWhoseConnectionIsLost() {
        smsc.answers("drop");
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.sending("1").block(Duration.ofSeconds(2)))
                    .isEqualTo(new Outcome.FailedForNow("the connection was lost"));
            smsc.answers("accept");
            assertThat(link.send("2")).isEqualTo(FIRST);
        }
    }

    @Test
    void bindsAgainWhenTheSmscForgotTheBind() {
        smsc.answers(0x04);
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("1")).isInstanceOf(Outcome.FailedForNow.class);
            smsc.next("bind");
            smsc.answers("accept");
            smsc.next("bind");
            assertThat(link.send("2")).isEqualTo(FIRST);
        }
    }

    @Test
    void tellsAtOnceThatThereIsNoSmsc() {
        try (var link = new SmscLink(smsc, Map.of())) {
            smsc.close();
            for (int message = 0; message < 20; message++) {
                assertThat(link.sending("1").block(Duration.ofSeconds(1)))
                        .isEqualTo(new Outcome.FailedForNow("cannot connect"));
            }
        }
    }

    @Test
    void triesAWrongPasswordOnlyOnce() {
        smsc.answersBinds(0x0e);
        try (var link = new SmscLink(smsc, Map.of())) {
            var refused = new Outcome.FailedForNow("ESME_RINVPASWD (0x0e)");
            assertThat(link.send("1")).isEqualTo(refused);
            assertThat(link.send("2")).isEqualTo(refused);
            smsc.next("bind");
            assertThat(smsc.happened("bind")).isNull();
        }
    }

    @Test
    void waitsForABindNoLongerThanItMay() {
        smsc.does("bindsNot");
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.sending("1").block(Duration.ofSeconds(4)))
                    .isEqualTo(new Outcome.FailedForNow("not bound in time"));
        }
    }

    @Test
    void leavesAnSmscAloneThatHasTooMuchToDo() {
        smsc.answers(0x58);
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("1"))
                    .isEqualTo(
                            new Outcome.FailedForNow(
                                    "ESME_RTHROTTLED (0x58)", Duration.ofSeconds(1)));
            assertThat(link.send("2")).satisfies(isBusy());
            smsc.next("submit");
            assertThat(smsc.happened("submit")).isNull();
            smsc.answers("accept");
            await().untilAsserted(() -> assertThat(link.send("3")).isEqualTo(FIRST));
        }
    }

    @Test
    void sendsNoMoreMessagesASecondThanAgreed() {
        try (var link = new SmscLink(smsc, Map.of("messagesPerSecond", "3"))) {
            assertThat(link.send("a".repeat(400))).isEqualTo(new Outcome.Sent("m-102"));
            assertThat(link.send("2")).satisfies(isBusy());
            await().untilAsserted(
                            () -> assertThat(link.send("3")).isEqualTo(new Outcome.Sent("m-103")));
        }
    }

    @Test
    void letsTheSmscGiveUpWhenTheCodeDies() {
        try (var link = new SmscLink(smsc, Map.of("validitySeconds", "93784"))) {
            assertThat(link.send("1")).isEqualTo(FIRST);
            assertThat(smsc.next("submit").path("validity").asInt()).isBetween(597, 600);
        }
        try (var link = new SmscLink(smsc, Map.of("validitySeconds", "90"))) {
            assertThat(link.send("2")).isEqualTo(SECOND);
            assertThat(smsc.next("submit").path("validity").asInt()).isBetween(87, 90);
        }
        try (var link = new SmscLink(smsc, Map.of("validitySeconds", "0"))) {
            assertThat(link.send("3")).isEqualTo(new Outcome.Sent("m-102"));
            assertThat(smsc.next("submit").path("validity").asInt()).isZero();
        }
    }

    /** Of such a PDU nothing comes but its length. */
    @Test
    void dropsAConnectionThatAnnouncesMoreThanItMay() {
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("1")).isEqualTo(FIRST);
            smsc.next("bind");
            smsc.does("huge");
            smsc.next("close");
            smsc.next("bind");
            assertThat(link.send("2")).isEqualTo(SECOND);
        }
    }

    @Test
    void keepsToTheWindow() {
        smsc.answers("hold");
        try (var link = new SmscLink(smsc, Map.of("window", "1"))) {
            var both = Mono.zip(link.sending("1"), link.sending("2")).toFuture();
            smsc.next("submit");
            smsc.does("enquire");
            smsc.next("enquire_link_resp");
            assertThat(smsc.happened("submit")).isNull();
            smsc.does("release");
            assertThat(both.join()).containsExactlyInAnyOrder(FIRST, SECOND);
        }
    }

    @Test
    void goesNowhereWhereProvidersMayNotBe() {
        try (var link = new SmscLink(smsc, Map.of(), new Network(false))) {
            assertThat(link.send("1"))
                    .isEqualTo(new Outcome.FailedForNow("the host is unknown or not public"));
            assertThat(smsc.happened("bind")).isNull();
        }
    }

    @Test
    void showsAnAdministratorWhatTheSmscAnswered() {
        smsc.answers("accept");
        try (var link = new SmscLink(smsc, Map.of())) {
            var accepted = link.transcript("1");
            assertThat(accepted.status()).isZero();
            assertThat(accepted.words()).isEqualTo("ESME_ROK (0x00), message id m-100");
            smsc.answers(0x45);
            var refused = link.transcript("2");
            assertThat(refused.status()).isEqualTo(0x45);
            assertThat(refused.words()).isEqualTo("ESME_RSUBMITFAIL (0x45)");
        }
    }

    @Test
    void unbindsAndLeavesNoThreadBehind() {
        Set<Thread> before = platformThreads();
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("1")).isEqualTo(FIRST);
            smsc.does("drop");
            smsc.next("close");
            await().untilAsserted(() -> assertThat(link.send("2")).isEqualTo(SECOND));
            link.closeLink();
            smsc.next("unbind");
            smsc.next("close");
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () ->
                                    assertThat(platformThreads())
                                            .filteredOn(thread -> !before.contains(thread))
                                            .noneMatch(SmppConnectionTests::isOfTheLibrary));
        }
    }

    private static ThrowingConsumer<Outcome> isBusy() {
        return outcome ->
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Deferred.class,
                                deferred ->
                                        assertThat(deferred.pause())
                                                .isBetween(
                                                        Duration.ofMillis(500),
                                                        Duration.ofSeconds(1)));
    }

    private static boolean isOfTheLibrary(Thread thread) {
        return thread.getName().matches("(PDUReaderWorker|EnquireLinkSender|pool)-.*");
    }

    private static Set<Thread> platformThreads() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
    }
}
