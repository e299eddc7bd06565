package org.otpwidget.server.signincode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;

import java.time.Instant;
import java.util.List;

/** Operators' numbers while the master secret changes. */
@Timeout(60)
class IdentifierRowsIntegrationTests {

    private static final SecretText FORMER = SecretText.of("the-former-master-secret-0123456789");
    private static final SecretText CURRENT = SecretText.of("the-current-master-secret-012345678");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Operator OPERATOR =
            new Operator("0123456789abcdef01234567", 1, "a@b.example", Role.OWNER, true, NOW, null);

    @Test
    void comesUnderTheCurrentSecretWhenItIsUsed() {
        try (var postgres = TestDatabase.create()) {
            var database = DatabaseClient.create(postgres.connections());
            var before = rows(database, FORMER, List.of());
            var between = rows(database, CURRENT, List.of(FORMER));
            var after = rows(database, CURRENT, List.of());
            addOperator(database);
            var number = number();
            var kept = before.put(OPERATOR, number, NOW).block();

            assertThat(kept).isNotNull();
            assertThat(after.operator(1, number).block()).isNull();
            assertThat(between.operator(1, number).block()).isEqualTo(OPERATOR.id());
            assertThat(after.operator(1, number).block()).isEqualTo(OPERATOR.id());
            assertThat(after.operator(2, number).block()).isNull();
        }
    }

    private static IdentifierRows rows(
            DatabaseClient database, SecretText current, List<SecretText> former) {
        return new IdentifierRows(database, new Secrets(current, former));
    }

    private static Identifier number() {
        return Identifiers.parse("919876543210", true, true) instanceof Parsed.Accepted(var known)
                ? known
                : fail("No number");
    }

    private static void addOperator(DatabaseClient database) {
        database.sql(
                        """
                        WITH account AS (INSERT INTO account (name, created_at)
                                         VALUES ('Shop', :now) RETURNING id)
                        INSERT INTO operator
                            (id, account_id, email, passphrase_hash, role, created_at)
                        SELECT :id, id, 'a@b.example', 'none', 'owner', :now FROM account
                        """)
                .bind("now", NOW)
                .bind("id", OPERATOR.id())
                .then()
                .block();
    }
}
