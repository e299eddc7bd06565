package org.otpwidget.server.accesstoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.otpwidget.server.accesstoken.Samples.NOW;
import static org.otpwidget.server.accesstoken.Samples.SETTINGS;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.accesstoken.KeyStatus.Status;
import org.otpwidget.server.accesstoken.Rejected.Reason;
import org.otpwidget.server.database.TestDatabase;

import reactor.core.publisher.Flux;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Several nodes, each with its own memory, share the keys of one database. */
class SigningKeysIntegrationTests {

    private final MovableClock clock = new MovableClock(NOW);
    private TestDatabase database;
    private Node here;
    private Node there;

    @BeforeEach
    void startTwoNodes() {
        database = TestDatabase.create();
        here = new Node(database, clock);
        there = new Node(database, clock);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void makesOneKeyWhenManyNodesStartAtOnce() {
        List<Node> nodes = Stream.generate(() -> new Node(database, clock)).limit(16).toList();

        Flux.fromIterable(nodes).flatMap(node -> node.keys.refresh(), 16).then().block();

        assertThat(here.statuses()).containsExactly(Status.SIGNING);
        assertThat(nodes).map(Node::issue).containsOnly(nodes.getFirst().issue());
    }

    @Test
    void keepsTheKeyOverARestart() {
        here.refresh();
        String token = here.issue();
        there.refresh();

        assertThat(there.issue()).isEqualTo(token);
        assertThat(there.tokens.verify(token)).isInstanceOf(Proof.class);
    }

    @Test
    void storesNothingThatContainsThePrivateKey() {
        here.refresh();
        byte[] seed = here.newest().seed();

        byte[] sealed =
                here.database
                        .sql("SELECT private_sealed FROM signing_key")
                        .mapValue(byte[].class)
                        .one()
                        .blockOptional()
                        .orElseThrow();

        assertThat(sealed).hasSizeGreaterThan(seed.length);
        for (int i = 0; i + 8 <= sealed.length; i++) {
            for (int j = 0; j + 8 <= seed.length; j++) {
                assertThat(ByteBuffer.wrap(sealed, i, 8).equals(ByteBuffer.wrap(seed, j, 8)))
                        .isFalse();
            }
        }
    }

    @Test
    void doesNotStartWithAnotherMasterSecret() {
        here.refresh();
        var stranger = new Node(database, clock, "another secret of the tests, long enough");

        var start = new SigningKeyRefresh(stranger.keys, SETTINGS.keyReload());

        assertThatThrownBy(start::start)
                .hasCauseInstanceOf(StartFailedException.class)
                .hasMessageContaining("OTP_SECRET");
        assertThat(start.isRunning()).isFalse();
    }

    @Test
    void publishesTheNextKeyBeforeItSignsAndTheOldOneUntilItsLastTokenIsOver() {
        here.refresh();
        there.refresh();
        SigningKey first = here.newest();

        clock.move(SETTINGS.keyLifetime().minus(SETTINGS.keyLead()));
        here.refresh();
        SigningKey second = here.newest();
        assertThat(here.statuses()).containsExactly(Status.UPCOMING, Status.SIGNING);
        assertThat(here.keys.jwks()).contains(first.kid(), second.kid());
        assertThat(here.issue()).startsWith(first.header());

        clock.move(SETTINGS.keyLead().minusSeconds(2));
        there.refresh();
        String last = there.issue();
        assertThat(last).startsWith(first.header());

        clock.move(Duration.ofSeconds(2));
        assertThat(there.issue()).startsWith(second.header());
        assertThat(there.statuses()).containsExactly(Status.SIGNING, Status.RETIRING);
        assertThat(here.tokens.verify(last)).isInstanceOf(Proof.class);

        clock.move(SETTINGS.overlap());
        here.refresh();
        assertThat(here.keys.jwks()).contains(second.kid()).doesNotContain(first.kid());
        assertThat(here.statuses()).containsExactly(Status.SIGNING, Status.RETIRED);
        assertThat(here.tokens.verify(last)).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
    }

    @Test
    void issuesTheSameTokenAgainAfterARotation() {
        here.refresh();
        Instant verifiedAt = clock.instant();
        String token = here.issue(verifiedAt);
        var _ = here.keys.rotate().block();

        clock.move(SETTINGS.keyLead().plusSeconds(1));

        assertThat(here.issue(clock.instant())).startsWith(here.newest().header());
        assertThat(here.issue(verifiedAt)).isEqualTo(token);
    }

    @Test
    void makesOneKeyWhenManyNodesRotateAtOnce() {
        here.refresh();
        there.refresh();

        Flux.range(0, 16)
                .flatMap(i -> (i % 2 == 0 ? here : there).keys.rotate(), 16)
                .then()
                .block();
        var _ = here.keys.rotate().block();

        assertThat(here.statuses()).containsExactly(Status.UPCOMING, Status.SIGNING);
    }

    @Test
    void endsALeakedKeyAtOnce() {
        here.refresh();
        String token = here.issue();
        var _ = here.keys.rotate().block();
        clock.move(Duration.ofSeconds(10));

        var _ = here.keys.replace().block();

        assertThat(here.statuses()).containsExactly(Status.SIGNING, Status.RETIRED, Status.RETIRED);
        assertThat(here.tokens.verify(token)).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
        assertThat(here.tokens.verify(here.issue())).isInstanceOf(Proof.class);
    }

    @Test
    void endsTheLeakedKeyThoughOthersRotateMeanwhile() {
        here.refresh();

        Flux.range(0, 16).flatMap(i -> new Node(database, clock).keys.replace(), 16).then().block();

        assertThat(here.statuses()).as("one for each call").hasSize(17);
    }

    @Test
    void looksForAKeyThatAnotherNodeHasJustMade() {
        here.refresh();
        there.refresh();
        var _ = here.keys.replace().block();
        String token = here.issue();

        assertThat(there.tokens.verify(token)).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
        assertThat(there.tokens.check(token).block()).isInstanceOf(Proof.class);
    }

    @Test
    void looksOnlyNowAndThen() {
        here.refresh();
        there.refresh();
        String foreign = Samples.tokens(clock, Samples.key(9)).issue(Samples.CLAIMS);
        assertThat(there.tokens.check(foreign).block()).isInstanceOf(Rejected.class);
        var _ = here.keys.replace().block();
        String token = here.issue();

        assertThat(there.tokens.check(token).block()).isInstanceOf(Rejected.class);
        clock.move(Duration.ofSeconds(5));
        assertThat(there.tokens.check(token).block()).isInstanceOf(Proof.class);
    }

    @Test
    void hasKeysWhenTheStartIsOver() {
        var refresh = new SigningKeyRefresh(here.keys, SETTINGS.keyReload());

        refresh.start();

        assertThat(here.statuses()).containsExactly(Status.SIGNING);
        assertThat(refresh.isRunning()).isTrue();
        refresh.stop();
        assertThat(refresh.isRunning()).isFalse();
    }

    @Test
    void keepsTheHistoryButNotThePrivatePartOfRetiredKeys() {
        here.refresh();
        var _ = here.keys.replace().block();

        assertThat(here.statuses()).hasSize(2);
        assertThat(here.store.load().map(KeySet::newest).block())
                .hasValueSatisfying(key -> assertThat(key.times().generation()).isEqualTo(2));
    }
}
