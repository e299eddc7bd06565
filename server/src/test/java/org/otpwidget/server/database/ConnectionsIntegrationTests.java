package org.otpwidget.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Map;

class ConnectionsIntegrationTests {

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void limitsWhatCouldHang() {
        assertThat(
                        Map.of(
                                "statement_timeout", show("statement_timeout"),
                                "lock_timeout", show("lock_timeout"),
                                "idle_in_transaction_session_timeout",
                                        show("idle_in_transaction_session_timeout"),
                                "application_name", show("application_name")))
                .isEqualTo(
                        Map.of(
                                "statement_timeout", "15s",
                                "lock_timeout", "5s",
                                "idle_in_transaction_session_timeout", "1min",
                                "application_name", "otp-widget"));
    }

    @Test
    void opensAsManyConnectionsAsThePoolMayHold() {
        var numbers =
                Flux.range(0, 100)
                        .flatMap(number -> query("SELECT pg_backend_pid()::text"), 100)
                        .collectList()
                        .blockOptional()
                        .orElseThrow();

        assertThat(numbers).hasSize(100);
        assertThat(numbers.stream().distinct().count()).isBetween(2L, 8L);
    }

    private String show(String setting) {
        return query("SHOW " + setting).blockOptional().orElseThrow();
    }

    private Mono<String> query(String sql) {
        return Mono.usingWhen(
                database.connections().create(),
                connection ->
                        Flux.from(connection.createStatement(sql).execute())
                                .flatMap(result -> result.map(row -> row.get(0, String.class)))
                                .single(),
                Connection::close);
    }
}
