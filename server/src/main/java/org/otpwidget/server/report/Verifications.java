package org.otpwidget.server.report;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.identifier.Identifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;

/** The log of an account's verifications, as long as requests are kept. */
@Component
public class Verifications {

    /** Sorts behind every id. */
    private static final String END = "g";

    private final DatabaseClient database;
    private final Clock clock;

    Verifications(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The latest ones; pages go back in time. */
    public Mono<Page<Verification>> latest(long accountId, PageQuery query) {
        return page(database.sql(VerificationRows.LATEST).bind("account", accountId), query);
    }

    /** The latest ones of a person. */
    public Mono<Page<Verification>> latest(long accountId, PageQuery query, Identifier person) {
        return page(
                database.sql(VerificationRows.OF_PERSON)
                        .bind("account", accountId)
                        .bind("identifier", person.value()),
                query);
    }

    /** One with all that happened to it; empty when the account has none of this reqId. */
    public Mono<Timeline> get(long accountId, String reqId) {
        return Ids.isId(reqId)
                ? verification(accountId, reqId).flatMap(found -> timeline(accountId, found))
                : Mono.empty();
    }

    private Mono<Verification> verification(long accountId, String reqId) {
        return database.sql(VerificationRows.ONE)
                .bind("account", accountId)
                .bind("id", reqId)
                .map(row -> VerificationRows.verification(row, clock.instant()))
                .one();
    }

    private Mono<Timeline> timeline(long accountId, Verification verification) {
        return database.sql(VerificationRows.MESSAGES)
                .bind("id", verification.reqId())
                .bind("account", accountId)
                .map(VerificationRows::message)
                .all()
                .collectList()
                .map(messages -> Timeline.of(verification, messages, clock.instant()));
    }

    private Mono<Page<Verification>> page(GenericExecuteSpec statement, PageQuery query) {
        return statement
                .bind("before", query.after() == null ? END : query.after())
                .bind("rows", query.rows())
                .map(row -> VerificationRows.verification(row, clock.instant()))
                .all()
                .collectList()
                .map(found -> Page.of(found, query, Verification::reqId));
    }
}
