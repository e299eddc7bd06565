package org.otpwidget.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.database.Column.required;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.test.StepVerifier;

import java.util.function.Function;

/** The statements that all tables of accounts share. */
@Timeout(60)
class AccountTableIntegrationTests {

    private static final long OURS = 1;
    private static final long THEIRS = 2;
    private static final String FIRST = "000000000000000000000001";
    private static final String SECOND = "000000000000000000000002";
    private static final String THIRD = "000000000000000000000003";
    private static final String FOREIGN = "000000000000000000000004";

    private static final TestDatabase POSTGRES = TestDatabase.createEmpty();

    private final DatabaseClient database = DatabaseClient.create(POSTGRES.connections());
    private final AccountTable<String> table =
            new AccountTable<>(database, "thing", "id", row -> required(row, "id", String.class));

    @AfterAll
    static void close() {
        POSTGRES.close();
    }

    @BeforeEach
    void fill() {
        database.sql("DROP TABLE IF EXISTS thing").then().block();
        database.sql("CREATE TABLE thing (id text PRIMARY KEY, account_id bigint)").then().block();
        for (String id : new String[] {SECOND, FIRST, THIRD}) {
            add(OURS, id);
        }
        add(THEIRS, FOREIGN);
    }

    @Test
    void findsWhatTheAccountHas() {
        StepVerifier.create(table.get(OURS, FIRST)).expectNext(FIRST).verifyComplete();
        StepVerifier.create(table.lock(OURS, FIRST)).expectNext(FIRST).verifyComplete();
        StepVerifier.create(table.get(OURS, FOREIGN)).verifyComplete();
        StepVerifier.create(table.lock(OURS, FOREIGN)).verifyComplete();
        StepVerifier.create(table.byId(FOREIGN)).expectNext(FOREIGN).verifyComplete();
    }

    @Test
    void doesNotLookUpWhatCanBeNoId() {
        // PostgreSQL refuses a text with a zero in it.
        StepVerifier.create(table.get(OURS, "\0")).verifyComplete();
        StepVerifier.create(table.lock(OURS, "\0")).verifyComplete();
        StepVerifier.create(table.delete(OURS, "\0")).verifyComplete();
    }

    @Test
    void deletesWhatTheAccountHasAndAnswersIt() {
        StepVerifier.create(table.delete(OURS, FOREIGN)).verifyComplete();
        StepVerifier.create(table.delete(OURS, FIRST)).expectNext(FIRST).verifyComplete();
        StepVerifier.create(table.delete(OURS, FIRST)).verifyComplete();
        StepVerifier.create(table.byId(FOREIGN)).expectNext(FOREIGN).verifyComplete();
    }

    @Test
    void listsPageByPage() {
        var first = page(new PageQuery(2, null));
        assertThat(first.items()).containsExactly(FIRST, SECOND);
        assertThat(first.next()).isEqualTo(SECOND);
        var rest = page(new PageQuery(2, first.next()));
        assertThat(rest.items()).containsExactly(THIRD);
        assertThat(rest.next()).isNull();
    }

    @Test
    void answersWhatWasWritten() {
        StepVerifier.create(
                        table.returning("UPDATE thing SET account_id = :to WHERE id = :id")
                                .bind("to", THEIRS)
                                .bind("id", FIRST)
                                .one())
                .expectNext(FIRST)
                .verifyComplete();
        StepVerifier.create(
                        table.select("WHERE account_id = :account ORDER BY id DESC")
                                .bind("account", THEIRS)
                                .all())
                .expectNext(FOREIGN, FIRST)
                .verifyComplete();
    }

    private Page<String> page(PageQuery query) {
        return table.list(OURS, query, Function.identity()).blockOptional().orElseThrow();
    }

    private void add(long account, String id) {
        database.sql("INSERT INTO thing (id, account_id) VALUES (:id, :account)")
                .bind("id", id)
                .bind("account", account)
                .then()
                .block();
    }
}
