package org.otpwidget.server.dashboard;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Something that goes on in the database meanwhile; it commits when it is closed. */
final class OtherTransaction implements AutoCloseable {

    private final Connection connection;

    OtherTransaction(ConnectionFactory connections) {
        connection = Mono.from(connections.create()).blockOptional().orElseThrow();
        Mono.from(connection.beginTransaction()).block();
    }

    void execute(String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(Result::getRowsUpdated)
                .then()
                .block();
    }

    @Override
    public void close() {
        Mono.from(connection.commitTransaction()).then(Mono.from(connection.close())).block();
    }
}
