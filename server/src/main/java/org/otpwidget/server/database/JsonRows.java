package org.otpwidget.server.database;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/**
 * Rows as one value of a statement: a JSON array, in which the components of a record are named as
 * columns are. So many rows are one parameter, whatever their number.
 */
public final class JsonRows {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    private JsonRows() {}

    /** The rows. */
    public static String of(List<?> rows) {
        return JSON.writeValueAsString(rows);
    }

    /** The rows, each with its place {@code n} among them, by which its answer is found. */
    public static String numbered(List<?> rows) {
        var json = new StringBuilder("[");
        for (int n = 0; n < rows.size(); n++) {
            String row = JSON.writeValueAsString(rows.get(n));
            json.append(n == 0 ? "" : ",")
                    .append("{\"n\":")
                    .append(n)
                    .append(',')
                    .append(row, 1, row.length());
        }
        return json.append(']').toString();
    }
}
