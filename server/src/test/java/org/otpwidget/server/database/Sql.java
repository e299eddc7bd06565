package org.otpwidget.server.database;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Single statements for tests, each on a connection of its own. */
final class Sql {

    private Sql() {}

    static void run(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static @Nullable String one(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
