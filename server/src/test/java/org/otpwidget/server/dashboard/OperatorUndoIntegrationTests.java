package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Role;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What was changed of an operator is put back, unless somebody has changed it since. */
class OperatorUndoIntegrationTests extends DashboardServer {

    private static final String NOT_PUT_BACK = "/dashboard/operators?done=not.undone";

    @Autowired private Operators operators;
    @Autowired private ConnectionFactory connections;

    private long account;
    private Browser owner = browser();
    private Browser admin = browser();
    private String adminId = "";
    private String path = "";
    private String id = "";

    @BeforeEach
    void signIn() {
        account = newAccount();
        owner = person(account, Role.OWNER).browser();
        var person = person(account, Role.ADMIN);
        admin = person.browser();
        adminId = person.operator().id();
        id = person(account, Role.DEVELOPER).operator().id();
        path = "/dashboard/operators/" + id;
    }

    @Test
    void isPutBackAndForthAgain() {
        var undo = lowered();
        assertThat(now().role()).isEqualTo(Role.VIEWER);

        var back = undo.press(admin);

        assertThat(now().role()).isEqualTo(Role.DEVELOPER);
        OfferedUndo.in(back).press(admin);
        assertThat(now().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void whoWasDisabledSinceStaysSo() {
        var undo = lowered();
        owner.post(path, "role", "viewer", "enabled", "false");
        String trail = audited(account);

        var told = undo.press(admin);

        assertThat(told.body()).contains("Not put back: this has been changed since.");
        assertThat(OfferedUndo.isIn(told)).isFalse();
        assertThat(now().enabled()).isFalse();
        assertThat(now().role()).isEqualTo(Role.VIEWER);
        assertThat(audited(account)).isEqualTo(trail);
    }

    @Test
    void whoGotAnotherRoleSinceKeepsIt() {
        var undo = lowered();
        owner.post(path, "role", "admin", "enabled", "true");
        assertThat(send(undo)).isEqualTo(NOT_PUT_BACK);
        assertThat(now().role()).isEqualTo(Role.ADMIN);
    }

    /** Both are asked for before either is done. */
    @Test
    void twoAtOnceAreOne() {
        var undo = lowered();
        List<CompletableFuture<String>> sent;
        try (var other = new OtherTransaction(connections)) {
            other.execute("SELECT FROM account WHERE id = " + account + " FOR UPDATE");
            sent =
                    List.of(
                            CompletableFuture.supplyAsync(() -> send(undo)),
                            CompletableFuture.supplyAsync(() -> send(undo)));
            await().until(() -> waiting() == 2);
        }
        assertThat(sent.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder(
                        "/dashboard/operators?done=operator.saved", NOT_PUT_BACK);
        assertThat(now().role()).isEqualTo(Role.DEVELOPER);
        assertThat(audited(account).lines().filter(line -> line.startsWith("operator.changed")))
                .hasSize(2);
    }

    @Test
    void whoLostTheRoleForItPutsNothingBack() {
        var undo = lowered();
        owner.post("/dashboard/operators/" + adminId, "role", "developer", "enabled", "true");

        var answer = admin.postRaw(undo.path(), undo.csrf(), fields(undo));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(now().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void whoLosesTheRoleForItMeanwhilePutsNothingBack() {
        var undo = lowered();
        CompletableFuture<String> sent;
        try (var other = new OtherTransaction(connections)) {
            other.execute("SELECT FROM account WHERE id = " + account + " FOR UPDATE");
            other.execute("UPDATE operator SET role = 'viewer' WHERE id = '" + adminId + "'");
            sent = CompletableFuture.supplyAsync(() -> send(undo));
            await().until(() -> waiting() == 1);
        }
        assertThat(sent.join()).isEqualTo(NOT_PUT_BACK);
        assertThat(now().role()).isEqualTo(Role.VIEWER);
    }

    /** The admin makes the developer a viewer, and is offered to put it back. */
    private OfferedUndo lowered() {
        var answer = admin.post(path, "role", "viewer", "enabled", "true");
        return OfferedUndo.in(admin.get(answer.location()));
    }

    /** Where it leads; in a tab of its own. */
    private String send(OfferedUndo undo) {
        return browser()
                .with("otp-session", admin.cookie("otp-session"))
                .postRaw(undo.path(), undo.csrf(), fields(undo))
                .location();
    }

    private static String[] fields(OfferedUndo undo) {
        return undo.fields().toArray(String[]::new);
    }

    private Operator now() {
        return got(operators.get(account, id));
    }

    private long waiting() {
        return got(
                database.sql(
                                "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type ="
                                        + " 'Lock' AND datname = current_database()")
                        .map(row -> required(row, "n", Long.class))
                        .one());
    }
}
