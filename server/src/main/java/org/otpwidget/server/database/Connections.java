package org.otpwidget.server.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ValidationDepth;

import reactor.core.publisher.Mono;
import reactor.pool.PooledRefMetadata;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Opens connections to a database, with limits on everything that could hang. */
final class Connections {

    /** Settings of each session, sent when it opens; in milliseconds. */
    private static final Map<String, String> SESSION =
            Map.of(
                    "statement_timeout", "15000",
                    "lock_timeout", "5000",
                    "idle_in_transaction_session_timeout", "60000");

    private static final int PREPARED_STATEMENTS = 256;

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);

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

    /**
     * Shared connections; whoever waits longer than five seconds for one gets an error.
     *
     * @param timeLimit after which a connection is closed under whoever holds it
     */
    static ConnectionPool pool(DatabaseAddress address, int size, Duration timeLimit) {
        var limit = new TimeLimit(timeLimit);
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(single(address))
                        .name("otp")
                        .initialSize(Math.min(2, size))
                        .maxSize(size)
                        .maxAcquireTime(Duration.ofSeconds(5))
                        .maxCreateConnectionTime(Duration.ofSeconds(5))
                        .acquireRetry(0)
                        .postAllocate(limit::taken)
                        .preRelease(limit::givenBack)
                        .customizer(pool -> pool.evictionPredicate(Connections::isWorn))
                        .backgroundEvictionInterval(Duration.ofMinutes(1))
                        .validationDepth(ValidationDepth.LOCAL)
                        .build());
    }

    /** Closed ones too: whoever got one would fail, though the database may answer again. */
    private static boolean isWorn(Connection connection, PooledRefMetadata times) {
        return times.idleTime() >= LONGEST_IDLE.toMillis()
                || times.lifeTime() >= LONGEST_LIFE.toMillis()
                || !isOpen(connection);
    }

    /** Asks the driver, which knows at once, and not the database. */
    private static boolean isOpen(Connection connection) {
        var open = new AtomicBoolean();
        var _ = Mono.from(connection.validate(ValidationDepth.LOCAL)).subscribe(open::set);
        return open.get();
    }
}
