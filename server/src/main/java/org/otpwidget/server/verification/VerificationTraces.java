package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import org.otpwidget.server.erasure.PersonalData;
import org.otpwidget.server.erasure.RequestsOfPerson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Where this room holds people's data. */
@Configuration(proxyBeanMethods = false)
class VerificationTraces {

    @Bean
    RequestsOfPerson requestsOfPerson(DatabaseClient database) {
        return (account, identifier, held) ->
                database.sql(
                                "SELECT id FROM request WHERE account_id = :account"
                                        + " AND identifier = :identifier ORDER BY id"
                                        + (held ? " FOR UPDATE" : ""))
                        .bind("account", account)
                        .bind("identifier", identifier)
                        .map(row -> required(row, "id", String.class))
                        .all();
    }

    @Bean
    PersonalData requestTraces() {
        return PersonalData.source("requests", "request", "id = ANY (:requests)");
    }

    /** An identifier's own; those that client addresses have are no person's. */
    @Bean
    PersonalData guessBudgetTraces() {
        return PersonalData.rows(
                "guessBudgets",
                "guess_budget",
                "account_id = :account AND identifier_hash = ANY (CAST(:hashes AS bytea[]))");
    }

    @Bean
    PersonalData invisibleAttemptTraces() {
        return PersonalData.rows(
                "invisibleChecks",
                "invisible_attempt",
                """
                widget_id IN (SELECT id FROM widget WHERE account_id = :account)
                AND identifier_hash = ANY (CAST(:hashes AS bytea[]))
                """);
    }
}
