package org.otpwidget.server.operator;

import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.operator.OperatorRows.Known;
import org.otpwidget.server.secret.Passphrases;
import org.otpwidget.server.secret.SecretText;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.util.List;

/** Lets operators change their own passphrase. */
@Component
public class OwnPassphrase {

    private final OperatorRows operators;
    private final ResetRows resets;
    private final OperatorSessions sessions;
    private final SignIn signIn;
    private final Passphrases passphrases;
    private final AuditTrail trail;
    private final TransactionalOperator transaction;

    OwnPassphrase(
            DatabaseClient database,
            OperatorSessions sessions,
            SignIn signIn,
            Passphrases passphrases,
            AuditTrail trail,
            TransactionalOperator transaction) {
        this.operators = new OperatorRows(database);
        this.resets = new ResetRows(database);
        this.sessions = sessions;
        this.signIn = signIn;
        this.passphrases = passphrases;
        this.trail = trail;
        this.transaction = transaction;
    }

    /** What became of a change. */
    public enum Outcome {
        /** The new one holds; all other sessions of the operator have ended. */
        CHANGED,
        /** The old one was wrong. */
        WRONG,
        /** It was not even looked at: too many attempts. */
        TOO_MANY,
        /** The new one has fewer than 12 characters, or more than 200. */
        UNFIT
    }

    /** Puts a new passphrase in the place of the old one. */
    public Mono<Outcome> change(
            OperatorSession session, SecretText old, SecretText fresh, InetAddress address) {
        if (!Invitations.fits(fresh)) {
            return Mono.just(Outcome.UNFIT);
        }
        return operators
                .byEmail(session.operator().email())
                .flatMap(
                        known ->
                                signIn.confirm(session, old, address)
                                        .flatMap(
                                                proof ->
                                                        switch (proof) {
                                                            case SignIn.Outcome.SignedIn _ ->
                                                                    store(
                                                                            session, known, fresh,
                                                                            address);
                                                            case SignIn.Outcome.Wrong _ ->
                                                                    Mono.just(Outcome.WRONG);
                                                            case SignIn.Outcome.TooMany _ ->
                                                                    Mono.just(Outcome.TOO_MANY);
                                                        }))
                .defaultIfEmpty(Outcome.WRONG);
    }

    /** A link for a new passphrase may have been used meanwhile; what it set stays. */
    private Mono<Outcome> store(
            OperatorSession session, Known known, SecretText fresh, InetAddress address) {
        var operator = session.operator();
        return passphrases
                .hash(fresh)
                .flatMap(
                        hash ->
                                operators
                                        .replacePassphrase(known, hash)
                                        .filter(replaced -> replaced)
                                        .delayUntil(_ -> resets.delete(operator.id()))
                                        .delayUntil(_ -> sessions.endOthers(session))
                                        .delayUntil(
                                                _ ->
                                                        trail.add(
                                                                operator.accountId(),
                                                                operator.at(address),
                                                                "operator.passphraseChanged",
                                                                operator.id(),
                                                                operator.email(),
                                                                List.of()))
                                        .as(transaction::transactional))
                .map(_ -> Outcome.CHANGED)
                .defaultIfEmpty(Outcome.WRONG);
    }
}
