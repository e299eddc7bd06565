package org.otpwidget.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.database.TestDatabase;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;

import java.time.Clock;

/** Servers that start together on an empty database share one account. */
@Timeout(60)
class AccountsIntegrationTests {

    private static final int SERVERS = 8;

    @Test
    void opensOneFirstAccountWhenManyAskAtOnce() {
        try (var postgres = TestDatabase.create()) {
            var accounts = accounts(postgres);

            var opened =
                    Flux.range(0, SERVERS)
                            .flatMap(n -> accounts.firstOrNew("Server " + n), SERVERS)
                            .collectList()
                            .block();

            assertThat(opened).hasSize(SERVERS);
            assertThat(opened).containsOnly(accounts.first().block());
        }
    }

    private static Accounts accounts(TestDatabase postgres) {
        var database = DatabaseClient.create(postgres.connections());
        var manager = new R2dbcTransactionManager(postgres.connections());
        return new Accounts(
                database,
                TransactionalOperator.create(manager),
                new ConfigCaches(Clock.systemUTC()),
                Clock.systemUTC());
    }
}
