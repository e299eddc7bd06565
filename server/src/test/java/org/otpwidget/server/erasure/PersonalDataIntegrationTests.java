package org.otpwidget.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.verification.VerificationServer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * No column is forgotten: each says in {@code people.txt} whose it is, and where a person's data
 * stands, a room erases it. Whoever adds a column adds it there.
 */
class PersonalDataIntegrationTests extends VerificationServer {

    private static final Set<String> WORDS =
            Set.of("person", "operator", "client", "account", "none");

    @Autowired private Erasures erasures;

    @Test
    void everyColumnSaysWhoseItIs() throws IOException {
        var said = said();
        assertThat(said.values()).isSubsetOf(WORDS);
        assertThat(said.keySet())
                .as("columns of the database, and lines of people.txt")
                .containsExactlyInAnyOrderElementsOf(columns());
    }

    @Test
    void whereAPersonStandsARoomErases() throws IOException {
        var tables = new TreeSet<String>();
        said().forEach(
                        (column, word) -> {
                            if (word.equals("person")) {
                                tables.add(column.substring(0, column.indexOf('.')));
                            }
                        });
        assertThat(erasures.places().stream().map(PersonalData::table))
                .containsExactlyInAnyOrderElementsOf(tables);
    }

    private static Map<String, String> said() throws IOException {
        return Arrays.stream(
                        new ClassPathResource("people.txt")
                                .getContentAsString(StandardCharsets.UTF_8)
                                .split("\n"))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(":\\s*", 2))
                .collect(
                        Collectors.toMap(
                                line -> line[0], line -> line[1], (_, b) -> b, TreeMap::new));
    }

    private Set<String> columns() {
        return Objects.requireNonNull(
                database.sql(
                                """
                                SELECT table_name || '.' || column_name
                                  FROM information_schema.columns
                                  JOIN information_schema.tables USING (table_schema, table_name)
                                 WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                                   AND table_name <> 'flyway_schema_history'
                                """)
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .all()
                        .collect(Collectors.toSet())
                        .block());
    }
}
