package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.PassphraseResets;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.problem.Refused;
import org.springframework.beans.factory.annotation.Autowired;

import reactor.core.publisher.Flux;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Roles, invitations and sessions of operators, and who may touch them. */
class OperatorPagesIntegrationTests extends DashboardServer {

    private static final String PATH = "/dashboard/operators";

    @Autowired private Operators operators;
    @Autowired private PassphraseResets resets;
    @Autowired private AuditTrail trail;
    @Autowired private ConnectionFactory connections;

    @Test
    void leavesOwnersInvitationsToOwners() {
        long account = newAccount();
        var owner = person(account, Role.OWNER).browser();
        var admin = person(account, Role.ADMIN).browser();
        var viewer = person(account, Role.VIEWER);
        String email = email();
        owner.post(PATH + "/invite", "email", email, "role", "owner");
        String id = invitation(account, email);
        String revoke = PATH + "/invitations/" + id + "/revoke";

        assertThat(admin.post(PATH + "/invite", "email", email, "role", "viewer").status())
                .isEqualTo(409);
        assertThat(admin.post(revoke).status()).isEqualTo(409);
        assertThat(admin.get(PATH).body()).doesNotContain(revoke);
        admin.post(PATH + "/" + viewer.operator().id(), "role", "developer", "enabled", "true");
        assertThat(invitation(account, email)).isEqualTo(id);

        assertThat(owner.get(PATH).body()).contains(revoke);
        assertThat(owner.post(revoke).status()).isEqualTo(303);
        assertThat(invitation(account, email)).isEmpty();
    }

    @Test
    void goesByTheRolesOfTheMomentOfAChange() {
        long account = newAccount();
        person(account, Role.OWNER);
        var admin = person(account, Role.ADMIN).browser();
        String promoted = person(account, Role.DEVELOPER).operator().id();

        var answer =
                whileLocked(
                        account,
                        "UPDATE operator SET role = 'owner' WHERE id = '" + promoted + "'",
                        () ->
                                admin.post(
                                        PATH + "/" + promoted,
                                        "role",
                                        "viewer",
                                        "enabled",
                                        "true"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(got(operators.get(account, promoted)).role()).isEqualTo(Role.OWNER);
    }

    @Test
    void whoLosesARoleMeanwhileInvitesNobody() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN);
        String email = email();

        var answer =
                whileLocked(
                        account,
                        "UPDATE operator SET role = 'viewer' WHERE id = '"
                                + admin.operator().id()
                                + "'",
                        () ->
                                admin.browser()
                                        .post(PATH + "/invite", "email", email, "role", "admin"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(invitation(account, email)).isEmpty();
    }

    @Test
    void whoLosesARoleMeanwhileHelpsNobodyToAPassphrase() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN);
        var developer = person(account, Role.DEVELOPER);

        var answer =
                whileLocked(
                        account,
                        "UPDATE operator SET role = 'viewer' WHERE id = '"
                                + admin.operator().id()
                                + "'",
                        () ->
                                admin.browser()
                                        .post(PATH + "/" + developer.operator().id() + "/reset"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(links(account)).isZero();
    }

    @Test
    void aLinkAndADemotionAtOnceLeaveNoLink() {
        long account = newAccount();
        var owner = person(account, Role.OWNER).operator();
        var admin = person(account, Role.ADMIN).operator();
        String developer = person(account, Role.DEVELOPER).operator().id();
        var address = InetAddress.getLoopbackAddress();

        for (int round = 0; round < 30; round++) {
            var link = resets.make(admin, address, developer).onErrorComplete(Refused.class);
            var demotion = operators.change(owner, admin.id(), Role.VIEWER, true);
            Flux.merge(link.then(), demotion.then()).blockLast();
            assertThat(links(account)).as("round " + round).isZero();
            got(operators.change(owner, admin.id(), Role.ADMIN, true));
        }
        assertThat(got(resets.make(admin, address, developer)).operator().id())
                .isEqualTo(developer);
    }

    @Test
    void endsAnySessionHoweverManyThereAre() {
        long account = newAccount();
        var owner = person(account, Role.OWNER);
        var other = person(account, Role.VIEWER);
        database.sql(
                        """
                        INSERT INTO operator_session (id, token_hash, operator_id, created_at,
                                                      seen_at, proved_at, ip, agent)
                        SELECT lpad(to_hex(n), 24, 'f'), decode(lpad(to_hex(n), 64, 'a'), 'hex'),
                               :operator, :now, :now, :now, '203.0.113.1', 'Many'
                          FROM generate_series(1, 120) AS n
                        """)
                .bind("operator", owner.operator().id())
                .bind("now", clock.instant())
                .then()
                .block();
        String session = "/sessions/" + other.session().id() + "/end";

        var first = owner.browser().get(PATH);
        assertThat(first.body()).contains("rel=\"next\"").doesNotContain(session);
        String after = nextPage(first.body());
        String second = owner.browser().get(PATH + "?after=" + after).body();
        String next = nextPage(second);
        assertThat(owner.browser().get(PATH + "?after=" + next).body()).contains(session);

        assertThat(owner.browser().post(PATH + session).status()).isEqualTo(303);
        assertThat(other.browser().get("/dashboard").status()).isEqualTo(303);
        assertThat(audited(account)).contains("session.ended");
    }

    @Test
    void readsTheHistoryOfOneThingByItsIndex() {
        long account = newAccount();
        database.sql(
                        """
                        INSERT INTO audit (account_id, at, actor, actor_name, action, subject,
                                           subject_name, changes)
                        SELECT :account, :now, 'x', 'x', 'widget.changed',
                               CASE n % 1000 WHEN 7 THEN 'wanted' ELSE 'other' END, 'x', '[]'
                          FROM generate_series(1, 20000) AS n
                        """)
                .bind("account", account)
                .bind("now", clock.instant())
                .then()
                .block();
        database.sql("ANALYZE audit").then().block();

        var found = got(trail.newest(account, new PageQuery(10, null), "wanted"));

        assertThat(found.items()).hasSize(10);
        await().until(() -> uses("audit_subject") > 0);
    }

    /** Where the page after this one begins. */
    private static String nextPage(String body) {
        return body.replaceAll("(?s).*rel=\"next\"[^>]*after=([0-9a-f]{24}).*", "$1");
    }

    private long uses(String index) {
        return got(
                database.sql("SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = :name")
                        .bind("name", index)
                        .map(row -> required(row, "idx_scan", Long.class))
                        .one());
    }

    /** What a call gets that waits for an account's operators, while this happens to them. */
    private Browser.Answer whileLocked(long account, String sql, Supplier<Browser.Answer> call) {
        CompletableFuture<Browser.Answer> answer;
        try (var other = new OtherTransaction(connections)) {
            other.execute("SELECT FROM account WHERE id = " + account + " FOR UPDATE");
            other.execute(sql);
            answer = CompletableFuture.supplyAsync(call);
            await().until(() -> waiting() > 0);
        }
        return answer.join();
    }

    private long waiting() {
        return got(
                database.sql(
                                "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type ="
                                        + " 'Lock' AND datname = current_database()")
                        .map(row -> required(row, "n", Long.class))
                        .one());
    }

    /** How many links for new passphrases the operators of an account have. */
    private long links(long account) {
        return got(
                database.sql(
                                """
                                SELECT count(*) AS n FROM passphrase_reset r
                                JOIN operator o ON o.id = r.operator_id
                                WHERE o.account_id = :account
                                """)
                        .bind("account", account)
                        .map(row -> required(row, "n", Long.class))
                        .one());
    }

    /** The id of somebody's invitation; empty without one. */
    private String invitation(long account, String email) {
        return got(
                database.sql(
                                "SELECT id FROM invitation WHERE account_id = :account AND email ="
                                        + " :email")
                        .bind("account", account)
                        .bind("email", email)
                        .map(row -> required(row, "id", String.class))
                        .one()
                        .defaultIfEmpty(""));
    }
}
