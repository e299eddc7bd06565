package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.operator.PassphraseResets;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.secret.SecretText;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A passphrase takes a while to check: what somebody does to it meanwhile counts. */
class MeanwhileIntegrationTests extends DashboardServer {

    private static final String NOBODYS = "$argon2id$none";

    @Autowired private ConnectionFactory connections;
    @Autowired private PassphraseResets resets;

    @Test
    void whoComesInByAPassphraseThatIsReplacedMeanwhileIsNotIn() {
        var owner = person(newAccount(), Role.OWNER);
        var stranger = browser().header("X-Forwarded-For", "198.51.100.7");

        var answer = whileReplaced(owner, () -> signIn(stranger, owner));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.cookies()).isEmpty();
        assertThat(sessions(owner)).isZero();
    }

    @Test
    void aPassphraseThatIsReplacedMeanwhileStays() {
        var owner = person(newAccount(), Role.OWNER);
        var stranger = owner.browser();
        String csrf = stranger.get("/dashboard/search").csrf();

        whileReplaced(
                owner,
                () ->
                        stranger.postRaw(
                                "/dashboard/me/passphrase",
                                csrf,
                                "old",
                                PASSPHRASE,
                                "passphrase",
                                "another horse, another battery"));

        assertThat(hash(owner)).isEqualTo(NOBODYS);
        assertThat(audited(owner.operator().accountId())).doesNotContain("passphraseChanged");
    }

    @Test
    void whoIsKeptOutMeanwhileIsNotIn() {
        var owner = person(newAccount(), Role.OWNER);
        var stranger = browser().header("X-Forwarded-For", "198.51.100.8");

        var answer =
                meanwhile(
                        "UPDATE operator SET enabled = false WHERE id = '%s'",
                        owner, () -> signIn(stranger, owner));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(sessions(owner)).isZero();
    }

    /** Whoever changes a passphrase takes away the link, too: neither waits for the other. */
    @Test
    void aLinkThatIsUsedWhileThePassphraseChangesIsGone() {
        var owner = person(newAccount(), Role.OWNER).operator();
        var here = InetAddress.getLoopbackAddress();
        var link = got(resets.ask(owner.email(), here)).token();
        CompletableFuture<PassphraseResets.Outcome> used;
        try (var other = new OtherTransaction(connections)) {
            other.execute(
                    "UPDATE operator SET passphrase_hash = '%s' WHERE id = '%s'"
                            .formatted(NOBODYS, owner.id()));
            var fresh = SecretText.of("another horse, another battery");
            used = CompletableFuture.supplyAsync(() -> got(resets.use(link, fresh, here)));
            await().until(() -> waiting() > 0);
            other.execute(
                    "DELETE FROM passphrase_reset WHERE operator_id = '%s'".formatted(owner.id()));
        }
        assertThat(used.join()).isEqualTo(PassphraseResets.Outcome.GONE);
    }

    private Answer signIn(Browser browser, Person person) {
        return browser.postRaw(
                "/sign-in", "", "email", person.operator().email(), "passphrase", PASSPHRASE);
    }

    /** What a call gets during which a link for a new passphrase is used. */
    private Answer whileReplaced(Person person, Supplier<Answer> call) {
        return meanwhile(
                "UPDATE operator SET passphrase_hash = '" + NOBODYS + "' WHERE id = '%s'",
                person,
                call);
    }

    private Answer meanwhile(String change, Person person, Supplier<Answer> call) {
        CompletableFuture<Answer> answer;
        try (var other = new OtherTransaction(connections)) {
            other.execute(change.formatted(person.operator().id()));
            other.execute(
                    "DELETE FROM operator_session WHERE operator_id = '%s'"
                            .formatted(person.operator().id()));
            answer = CompletableFuture.supplyAsync(call);
            await().until(() -> waiting() > 0);
        }
        return answer.join();
    }

    private long sessions(Person person) {
        return count(
                "SELECT count(*) AS n FROM operator_session WHERE operator_id = '%s'"
                        .formatted(person.operator().id()));
    }

    private long waiting() {
        return count(
                "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND datname = current_database()");
    }

    private long count(String sql) {
        return got(database.sql(sql).map(row -> required(row, "n", Long.class)).one());
    }

    private String hash(Person person) {
        return got(
                database.sql("SELECT passphrase_hash AS hash FROM operator WHERE id = :id")
                        .bind("id", person.operator().id())
                        .map(row -> required(row, "hash", String.class))
                        .one());
    }
}
