package org.otpwidget.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otpwidget.server.StartFailedException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class MigrationsIntegrationTests {

    private final TestDatabase database = TestDatabase.createEmpty();

    @TempDir Path scripts;

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void nodesThatStartTogetherMigrateOnce() throws Exception {
        write("V1__one.sql", "CREATE TABLE one ()");
        write("V2__two.sql", "INSERT INTO one DEFAULT VALUES");

        try (var nodes = Executors.newFixedThreadPool(4)) {
            Callable<Object> node = Executors.callable(this::migrate);
            for (var started : nodes.invokeAll(List.of(node, node, node, node))) {
                started.get();
            }
        }

        assertThat(Sql.one(database.address(), "SELECT count(*) FROM one")).isEqualTo("1");
    }

    @Test
    void aScriptThatFailsChangesNothingAndIsNamed() throws Exception {
        write("V1__one.sql", "CREATE TABLE one (); CREATE TABLE nonsense (x nothing)");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("V1__one.sql")
                .hasMessageContaining("type \"nothing\" does not exist")
                .hasMessageNotContaining(database.address().password());
        assertThat(Sql.one(database.address(), "SELECT to_regclass('one')")).isNull();
    }

    @Test
    void saysWhenTheDatabaseCannotBeReached() throws Exception {
        int port = EmbeddedPostgres.freePort();
        var nowhere = DatabaseAddress.parse("postgres://ann:hush@127.0.0.1:" + port + "/shop");

        assertThatThrownBy(() -> Migrations.apply(nowhere, Migrations.LOCATION))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("127.0.0.1:" + port + "/shop as ann")
                .hasMessageNotContaining("hush");
    }

    @Test
    void widgetsOfTheFirstReleaseKeepTheirOriginLine() throws Exception {
        var first = Objects.requireNonNull(getClass().getResource("/db/migration/V1__schema.sql"));
        write("V1__schema.sql", Files.readString(Path.of(first.toURI())));
        migrate();
        Sql.run(
                database.address(),
                "INSERT INTO account (name, created_at) VALUES ('a', '2026-01-01')");
        Sql.run(
                database.address(),
                "INSERT INTO widget (id, account_id, settings, created_at, updated_at) SELECT"
                    + " '3465756a3173343636383032', id, '{\"name\":\"a\"}', created_at, created_at"
                    + " FROM account");

        Migrations.apply(database.address(), Migrations.LOCATION);

        assertThat(Sql.one(database.address(), "SELECT settings ->> 'originLine' FROM widget"))
                .isEqualTo("true");
    }

    private void migrate() {
        Migrations.apply(database.address(), "filesystem:" + scripts);
    }

    private void write(String name, String sql) throws Exception {
        Files.writeString(scripts.resolve(name), sql);
    }
}
