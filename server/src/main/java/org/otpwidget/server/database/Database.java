package org.otpwidget.server.database;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.StartFailedException;

import java.util.Optional;

/**
 * The PostgreSQL database that this server uses, reachable and migrated. Closing it stops an
 * embedded one, which comes last, after everything that uses connections.
 */
public final class Database implements AutoCloseable {

    private final DatabaseAddress address;
    private final @Nullable DataDirectory dataDirectory;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(
            DatabaseAddress address,
            @Nullable DataDirectory dataDirectory,
            @Nullable EmbeddedPostgres embedded) {
        this.address = address;
        this.dataDirectory = dataDirectory;
        this.embedded = embedded;
    }

    /**
     * Starts the embedded PostgreSQL, or takes the one that the settings name, and migrates it.
     *
     * @throws StartFailedException when it doesn't start, cannot be reached or not be migrated
     */
    static Database open(DatabaseSettings settings, String migrations) {
        Database database =
                settings.embedded()
                        ? embedded(settings)
                        : new Database(DatabaseAddress.parse(settings.databaseUrl()), null, null);
        try {
            Migrations.apply(database.address(), migrations);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The data folder, when the database is embedded and lives in it. */
    public Optional<DataDirectory> dataDirectory() {
        return Optional.ofNullable(dataDirectory);
    }

    DatabaseAddress address() {
        return address;
    }

    /** Stops the embedded PostgreSQL and lets another server use the data folder. */
    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
        if (dataDirectory != null) {
            dataDirectory.close();
        }
    }

    private static Database embedded(DatabaseSettings settings) {
        DataDirectory directory = DataDirectory.open(settings.dataDir());
        try {
            var postgres = EmbeddedPostgres.start(directory.path().resolve("postgres"));
            return new Database(postgres.address(), directory, postgres);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }
}
