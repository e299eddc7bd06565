package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.r2dbc.spi.Row;

import org.jspecify.annotations.Nullable;

/**
 * What {@code exchange_requests} needs of one call.
 *
 * @param identifier the identifier that the caller expects, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExchangeStep(String id, long account, @Nullable String identifier) {

    /** Its answer, with the proved identifier when it was exchanged. */
    record Result(String outcome, @Nullable String identifier, boolean demo) {

        static Result of(Row row) {
            return new Result(
                    required(row, "outcome", String.class),
                    row.get("identifier", String.class),
                    Boolean.TRUE.equals(row.get("demo", Boolean.class)));
        }
    }
}
