package org.otpwidget.server.verification;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/** Reads columns of the verification functions' rows. */
final class Columns {

    private Columns() {}

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static @Nullable Instant time(Readable row, String column) {
        return row.get(column, Instant.class);
    }
}
