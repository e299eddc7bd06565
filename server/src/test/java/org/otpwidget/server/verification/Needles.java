package org.otpwidget.server.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.r2dbc.core.DatabaseClient;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Looks for a person in every column of every table. */
final class Needles {

    private static final int NATIONAL = 2;

    private final DatabaseClient database;

    Needles(DatabaseClient database) {
        this.database = database;
    }

    /**
     * All that a person could be recognised by: their identifier in every spelling and encoding,
     * plain hashes of it, and each value in bytes that their requests hold, the keyed hash
     * included.
     */
    List<String> of(String identifier) {
        var needles = new ArrayList<String>();
        boolean mail = identifier.contains("@");
        needles.add(identifier);
        needles.add(
                mail
                        ? identifier.substring(0, identifier.indexOf('@'))
                        : identifier.substring(NATIONAL));
        byte[] bytes = identifier.getBytes(UTF_8);
        needles.add(HexFormat.of().formatHex(bytes));
        needles.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
            byte[] digest = digest(algorithm, bytes);
            needles.add(HexFormat.of().formatHex(digest));
            needles.add(Base64.getEncoder().withoutPadding().encodeToString(digest));
        }
        for (String column :
                List.of(
                        "identifier_hash",
                        "idempotency_hash",
                        "code_hash",
                        "code_sealed",
                        "link_id")) {
            needles.addAll(
                    texts(
                            "SELECT DISTINCT encode(%1$s, 'hex') FROM request WHERE identifier = '%2$s' AND %1$s IS NOT NULL"
                                    .formatted(column, identifier)));
        }
        needles.addAll(texts("SELECT id FROM request WHERE identifier = '" + identifier + "'"));
        return needles;
    }

    /** The columns in which any of these stands, as {@code table.column}. */
    List<String> places(List<String> needles) {
        return columns().stream().filter(column -> holds(column, needles)).toList();
    }

    /** The rows with any of these, in one text. */
    String rows(List<String> needles) {
        return columns().stream()
                .map(column -> column.substring(0, column.indexOf('.')))
                .distinct()
                .flatMap(
                        table ->
                                texts(
                                        "SELECT '%s ' || t::text FROM %s t WHERE %s ORDER BY 1"
                                                .formatted(table, table, like("t::text", needles)))
                                        .stream())
                .collect(Collectors.joining("\n"));
    }

    /** Every column of every table. */
    List<String> columns() {
        return texts(
                """
                SELECT table_name || '.' || column_name FROM information_schema.columns
                  JOIN information_schema.tables USING (table_schema, table_name)
                 WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                   AND table_name <> 'flyway_schema_history' ORDER BY 1
                """);
    }

    private boolean holds(String column, List<String> needles) {
        String[] parts = column.split("\\.", 2);
        return !texts(
                        "SELECT 'x' FROM %s t WHERE %s LIMIT 1"
                                .formatted(parts[0], like("t.\"" + parts[1] + "\"::text", needles)))
                .isEmpty();
    }

    private static String like(String value, List<String> needles) {
        return value
                + " ILIKE ANY (ARRAY["
                + needles.stream()
                        .map(needle -> "'%" + needle + "%'")
                        .collect(Collectors.joining(","))
                + "])";
    }

    private List<String> texts(String sql) {
        return Objects.requireNonNull(
                database.sql(sql)
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .all()
                        .collectList()
                        .block());
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
