package org.otpwidget.server.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.otpwidget.server.StartFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database's tables to what this release needs, once, before anything uses them. */
final class Migrations {

    /** Where the release keeps them on the class path. */
    static final String LOCATION = "classpath:db/migration";

    /** One attempt a second: how long a node waits for another one that migrates. */
    private static final int ATTEMPTS_TO_LOCK = 600;

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /**
     * Applies what is missing. Nodes that start together wait for the first one.
     *
     * @param location where the scripts are, as Flyway writes it
     * @throws StartFailedException when the database cannot be reached or a script fails, which
     *     leaves the tables as they were before that script
     */
    static void apply(DatabaseAddress address, String location) {
        try {
            var result =
                    Flyway.configure()
                            .dataSource(address.jdbcUrl(), address.user(), address.password())
                            .locations(location)
                            .lockRetryCount(ATTEMPTS_TO_LOCK)
                            .load()
                            .migrate();
            if (result.migrationsExecuted > 0) {
                log.info("Database migrated to version {}", result.targetSchemaVersion);
            }
        } catch (FlywayException e) {
            throw new StartFailedException(
                    "The database at " + address + " cannot be migrated: " + e.getMessage(),
                    "Check that the database is reachable, that the user owns its schema and that"
                        + " no newer release used it; a script that failed has changed nothing.",
                    e);
        }
    }
}
