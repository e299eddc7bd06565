package org.otpwidget.server.database;

import io.r2dbc.spi.Readable;

import java.util.Objects;

/** Reads columns that the schema declares NOT NULL. */
public final class Column {

    private Column() {}

    /** The value of a column, which is there. */
    public static <T> T required(Readable row, String name, Class<T> type) {
        return Objects.requireNonNull(row.get(name, type), name);
    }
}
