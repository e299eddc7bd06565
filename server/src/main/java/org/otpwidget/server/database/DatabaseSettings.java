package org.otpwidget.server.database;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which PostgreSQL the server uses.
 *
 * @param dataDir folder of the embedded database and of the generated secret
 * @param databaseUrl address of the operator's own PostgreSQL; empty for the embedded one
 * @param databasePoolSize connections that are open at most, 1 to 40
 * @param databaseTimeLimit after which a connection that gives no answer is closed
 */
@ConfigurationProperties("otp")
public record DatabaseSettings(
        Path dataDir, String databaseUrl, int databasePoolSize, Duration databaseTimeLimit) {

    /** The embedded database accepts 50 connections; some stay free for LISTEN and for people. */
    private static final int LARGEST_POOL = 40;

    public DatabaseSettings {
        if (databasePoolSize < 1 || databasePoolSize > LARGEST_POOL) {
            throw new IllegalArgumentException("otp.database-pool-size must be between 1 and 40");
        }
    }

    boolean embedded() {
        return databaseUrl.isBlank();
    }

    /** Hides the URL, which contains a password. */
    @Override
    public String toString() {
        return "DatabaseSettings[dataDir=%s, embedded=%s]".formatted(dataDir, embedded());
    }
}
