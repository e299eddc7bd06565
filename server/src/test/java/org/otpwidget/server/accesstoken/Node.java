package org.otpwidget.server.accesstoken;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.otpwidget.server.accesstoken.KeyStatus.Status;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** This room as one server of several has it. */
final class Node {

    final DatabaseClient database;
    final SigningKeyStore store;
    final SigningKeys keys;
    final AccessTokens tokens;
    private final Clock clock;

    Node(TestDatabase database, Clock clock) {
        this(database, clock, TestDatabase.SECRET);
    }

    Node(TestDatabase database, Clock clock, String secret) {
        this.database = DatabaseClient.create(database.connections());
        this.store =
                new SigningKeyStore(this.database, new Secrets(SecretText.of(secret), List.of()));
        this.keys = new SigningKeys(store, Samples.SETTINGS, clock);
        this.tokens =
                new AccessTokens(
                        keys::current,
                        keys.look(),
                        Samples.SETTINGS,
                        new CheckMetrics(new SimpleMeterRegistry()),
                        clock);
        this.clock = clock;
    }

    void refresh() {
        keys.refresh().block();
    }

    SigningKey newest() {
        return keys.current().newest().orElseThrow();
    }

    List<Status> statuses() {
        return keys.list().map(KeyStatus::status).collectList().blockOptional().orElseThrow();
    }

    String issue() {
        return issue(clock.instant());
    }

    String issue(Instant issuedAt) {
        return tokens.issue(Samples.claims("919999999999", issuedAt));
    }
}
