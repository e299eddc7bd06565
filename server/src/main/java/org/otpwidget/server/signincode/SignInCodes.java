package org.otpwidget.server.signincode;

import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.OperatorSessions.Opened;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.OtherWayIn;
import org.otpwidget.server.operator.SignIn;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.signincode.Proofs.Proved;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The numbers and addresses whose codes let operators in, and signing in by one. */
@Component
public class SignInCodes {

    private final Proofs proofs;
    private final IdentifierRows rows;
    private final Operators operators;
    private final OtherWayIn wayIn;
    private final Audited audited;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SignInCodes(
            Proofs proofs,
            DatabaseClient database,
            Secrets secrets,
            Operators operators,
            OtherWayIn wayIn,
            Audited audited,
            TransactionalOperator transaction,
            Clock clock) {
        this.proofs = proofs;
        this.rows = new IdentifierRows(database, secrets);
        this.operators = operators;
        this.wayIn = wayIn;
        this.audited = audited;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of a number or address that an operator wants to sign in by. */
    public enum Outcome {
        /** Its codes let the operator in from now on; the one before no longer does. */
        ADDED,
        /** Another operator of the account has it. */
        TAKEN,
        /** The access token is used, too old, or not from our page with the account's widget. */
        REFUSED
    }

    /** The number or address of an operator; empty when there is none. */
    public Mono<OwnIdentifier> of(Operator operator) {
        return rows.get(operator.id());
    }

    /** Keeps the number or address that an access token proves as an operator's own. */
    public Mono<Outcome> add(Author author, Operator operator, String accessToken) {
        return proofs.take(accessToken, offer -> offer.accountId() == operator.accountId())
                .flatMap(proved -> keep(author, operator, proved.identifier()))
                .defaultIfEmpty(Outcome.REFUSED);
    }

    /** Takes the number or address of an operator away; answers it, or empty. */
    public Mono<OwnIdentifier> remove(Author author, Operator operator) {
        return audited.change(
                author,
                rows.delete(operator.id()),
                gone ->
                        line(
                                "operator.codeRemoved",
                                operator,
                                new Change("code", gone.masked(), null)));
    }

    /**
     * Begins a session for whoever has the number or address that an access token proves; it is
     * held back until passphrase or passkey are given in it.
     */
    public Mono<SignIn.Outcome> signIn(String accessToken, InetAddress address, String agent) {
        return wayIn.attempt(
                "code",
                address,
                proofs.take(accessToken, _ -> true)
                        .flatMap(proved -> enter(proved, address, agent)));
    }

    private Mono<Opened> enter(Proved proved, InetAddress address, String agent) {
        var way = new Change("code", null, proved.identifier().masked());
        return rows.operator(proved.accountId(), proved.identifier())
                .flatMap(operators::byId)
                .flatMap(
                        operator ->
                                operator.enabled()
                                        ? wayIn.signInUnproved(operator, way, address, agent)
                                        : wayIn.refused(operator, way, address)
                                                .then(Mono.<Opened>empty()))
                .as(transaction::transactional);
    }

    private Mono<Outcome> keep(Author author, Operator operator, Identifier identifier) {
        return of(operator)
                .map(OwnIdentifier::masked)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(
                        before ->
                                audited.change(
                                        author,
                                        rows.put(operator, identifier, clock.instant()),
                                        made ->
                                                line(
                                                        "operator.codeAdded",
                                                        operator,
                                                        new Change(
                                                                "code",
                                                                before.orElse(null),
                                                                made.masked()))))
                .map(_ -> Outcome.ADDED)
                .defaultIfEmpty(Outcome.TAKEN)
                .onErrorReturn(DuplicateKeyException.class, Outcome.TAKEN);
    }

    private static Line line(String action, Operator operator, Change change) {
        return new Line(action, operator.id(), operator.email(), List.of(change));
    }
}
