package org.otpwidget.server.database;

import io.r2dbc.pool.ConnectionPool;

import org.otpwidget.server.StartFailedException;
import org.springframework.test.context.DynamicPropertyRegistry;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A fresh, migrated database for a test class, on a PostgreSQL that the tests of this JVM share: it
 * starts with the first one and is stopped by a shutdown hook. Only here fsync is off.
 *
 * <p>Its files stay below {@code target}, so that the next run starts faster; one that a killed run
 * left behind is stopped by the next.
 */
public final class TestDatabase implements AutoCloseable {

    /** For {@code otp.secret}: a configured database needs a configured secret. */
    public static final String SECRET = "c2VjcmV0LW9mLXRoZS10ZXN0cy1hbmQtbm90LWEtcmVhbC1vbmU=";

    private static final String TEMPLATE = "test_template";
    private static final int POOL_SIZE = 8;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private final String name;
    private final DatabaseAddress address;
    private final ConnectionPool connections;

    private TestDatabase(String name) {
        this.name = name;
        this.address = Server.SHARED.address(name, PostgresCluster.ROLE);
        this.connections = Connections.pool(address, POOL_SIZE, TIME_LIMIT);
    }

    /** Makes a database with all migrations of the class path applied. */
    public static TestDatabase create() {
        return copyOf(TEMPLATE);
    }

    /** Makes a database without tables. */
    public static TestDatabase createEmpty() {
        return copyOf("template1");
    }

    /** For {@code otp.database-url}. */
    public String url() {
        return address.url();
    }

    /** Connections to it, eight at most. */
    public ConnectionPool connections() {
        return connections;
    }

    /** Sets the properties with which the server uses it: for {@code @DynamicPropertySource}. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("otp.database-url", this::url);
        registry.add("otp.database-pool-size", () -> POOL_SIZE);
        registry.add("otp.secret", () -> SECRET);
        // Tests write rows of hours that are long over.
        registry.add("otp.report.counting-interval", () -> "1000d");
    }

    /** Drops it, whoever is still connected. */
    @Override
    public void close() {
        connections.close().block();
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    DatabaseAddress address() {
        return address;
    }

    /** Runs statements as the superuser. */
    static void execute(String... statements) {
        DatabaseAddress superuser = Server.SHARED.address("postgres", PostgresCluster.SUPERUSER);
        try (Connection connection = connect(superuser);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static synchronized TestDatabase copyOf(String template) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        execute(create(name, template));
        return new TestDatabase(name);
    }

    private static String create(String name, String template) {
        return "CREATE DATABASE %s OWNER %s TEMPLATE %s"
                .formatted(name, PostgresCluster.ROLE, template);
    }

    /** Started by whoever touches it first. */
    private static final class Server {

        static final EmbeddedPostgres SHARED = start();

        static {
            prepare();
        }

        private static EmbeddedPostgres start() {
            DataDirectory directory = firstFreeDirectory();
            var postgres =
                    EmbeddedPostgres.start(
                            directory.path().resolve("postgres"),
                            List.of(
                                    "fsync=off",
                                    "synchronous_commit=off",
                                    "full_page_writes=off",
                                    "max_connections=300"),
                            EmbeddedPostgres::freePort);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        postgres.close();
                                        directory.close();
                                    }));
            return postgres;
        }

        /** Test runs at the same time take a folder each. */
        private static DataDirectory firstFreeDirectory() {
            for (int number = 0; ; number++) {
                try {
                    return DataDirectory.open(Path.of("target", "test-database", "" + number));
                } catch (StartFailedException e) {
                    if (number == 20) {
                        throw e;
                    }
                }
            }
        }

        private static void prepare() {
            DatabaseAddress superuser = SHARED.address("postgres", PostgresCluster.SUPERUSER);
            try (Connection connection = connect(superuser);
                    Statement statement = connection.createStatement()) {
                for (String leftOver : leftOver(statement)) {
                    statement.execute("DROP DATABASE " + leftOver);
                }
                statement.execute(create(TEMPLATE, "template1"));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            Migrations.apply(SHARED.address(TEMPLATE, PostgresCluster.ROLE), Migrations.LOCATION);
        }

        private static List<String> leftOver(Statement statement) throws SQLException {
            var names = new ArrayList<String>();
            String query = "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'";
            try (var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }
}
