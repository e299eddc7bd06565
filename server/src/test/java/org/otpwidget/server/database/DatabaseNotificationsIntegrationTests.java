package org.otpwidget.server.database;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import reactor.test.StepVerifier;

import java.sql.SQLException;
import java.time.Duration;

class DatabaseNotificationsIntegrationTests {

    private final TestDatabase database = TestDatabase.createEmpty();
    private final DatabaseNotifications notifications =
            new DatabaseNotifications(Connections.single(database.address()));

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void hearsWhatAnyConnectionSays() {
        StepVerifier.create(notifications.listen("Outbox \"1\""))
                .expectNext("")
                .then(() -> run("NOTIFY \"Outbox \"\"1\"\"\", 'hello'"))
                .expectNext("hello")
                .thenCancel()
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void listensAgainAfterItsConnectionIsLost() {
        StepVerifier.create(notifications.listen("outbox"))
                .expectNext("")
                .then(
                        () ->
                                run(
                                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                                + " WHERE query LIKE 'LISTEN%'"))
                .expectNext("")
                .then(() -> run("NOTIFY outbox, 'hello'"))
                .expectNext("hello")
                .thenCancel()
                .verify(Duration.ofSeconds(20));
    }

    private void run(String sql) {
        try {
            Sql.run(database.address(), sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
