package org.otpwidget.server.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ValidationDepth;

import java.time.Duration;
import java.util.Map;

/** Opens connections to a database, with limits on everything that could hang. */
final class Connections {

    /** Settings of each session, sent when it opens; in milliseconds. */
    private static final Map<String, String> SESSION =
            Map.of(
                    "statement_timeout", "15000",
                    "lock_timeout", "5000",
                    "idle_in_transaction_session_timeout", "60000");

    private static final int PREPARED_STATEMENTS = 256;

    private Connections() {}

    /** Connections for one use each, such as LISTEN. */
    static PostgresqlConnectionFactory single(DatabaseAddress address) {
        var configuration =
                PostgresqlConnectionConfiguration.builder()
                        .host(address.host())
                        .port(address.port())
                        .database(address.database())
                        .username(address.user())
                        .password(address.password())
                        .sslMode(address.sslMode())
                        .applicationName("otp-widget")
                        .connectTimeout(Duration.ofSeconds(5))
                        .tcpKeepAlive(true)
                        .tcpNoDelay(true)
                        .preparedStatementCacheQueries(PREPARED_STATEMENTS)
                        .options(SESSION);
        if (!address.sslRootCertificate().isEmpty()) {
            configuration.sslRootCert(address.sslRootCertificate());
        }
        return new PostgresqlConnectionFactory(configuration.build());
    }

    /** Shared connections; whoever waits longer than five seconds for one gets an error. */
    static ConnectionPool pool(DatabaseAddress address, int size) {
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(single(address))
                        .name("otp")
                        .initialSize(Math.min(2, size))
                        .maxSize(size)
                        .maxAcquireTime(Duration.ofSeconds(5))
                        .maxCreateConnectionTime(Duration.ofSeconds(5))
                        .maxIdleTime(Duration.ofMinutes(10))
                        .maxLifeTime(Duration.ofMinutes(30))
                        .backgroundEvictionInterval(Duration.ofMinutes(1))
                        .validationDepth(ValidationDepth.LOCAL)
                        .build());
    }
}
