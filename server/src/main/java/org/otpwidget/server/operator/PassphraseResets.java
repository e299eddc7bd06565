package org.otpwidget.server.operator;

import org.otpwidget.server.audit.Actor;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.operator.BearerSecret.Kind;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.secret.Passphrases;
import org.otpwidget.server.secret.SecretText;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One-time links by which operators replace a passphrase that they forgot. An operator has one at
 * most, and only its hash is kept.
 */
@Component
public class PassphraseResets {

    /** How long a link works. */
    public static final Duration LIFETIME = Duration.ofMinutes(30);

    /** A stranger who keeps asking neither fills a mailbox nor spoils the link just sent. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final ResetRows rows;
    private final OperatorRows operators;
    private final OperatorSessions sessions;
    private final SignInBudget budget;
    private final BearerSecret secret;
    private final Passphrases passphrases;
    private final AuditTrail trail;
    private final TransactionalOperator transaction;
    private final Clock clock;

    PassphraseResets(
            DatabaseClient database,
            OperatorSessions sessions,
            SignInBudget budget,
            BearerSecret secret,
            Passphrases passphrases,
            AuditTrail trail,
            TransactionalOperator transaction,
            Clock clock) {
        this.rows = new ResetRows(database);
        this.operators = new OperatorRows(database);
        this.sessions = sessions;
        this.budget = budget;
        this.secret = secret;
        this.passphrases = passphrases;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A link just made, for its operator; the token is its secret end. */
    public record Made(Operator operator, SecretText token, Instant expiresAt) {}

    /** What became of a link that somebody used. */
    public enum Outcome {
        /** The new passphrase holds; all sessions of the operator have ended. */
        RESET,
        /** The link was used, replaced or is too old. */
        GONE,
        /** The passphrase has fewer than 12 characters, or more than 200; the link still works. */
        UNFIT
    }

    /**
     * Whether somebody may ask for a link: the limits of signing in, counted apart, so that asking
     * for an operator's links never keeps that operator from signing in.
     */
    public Mono<Boolean> mayAsk(String typedEmail, InetAddress address) {
        return budget.takeForLink(email(typedEmail), address).hasElement();
    }

    /**
     * Makes a link for whoever has an e-mail address; empty when nobody has who may sign in, or
     * when there was one within the last five minutes. Whoever asked must not learn which.
     */
    public Mono<Made> ask(String typedEmail, InetAddress address) {
        return operators
                .byEmail(email(typedEmail))
                .map(OperatorRows.Known::operator)
                .filter(Operator::enabled)
                .flatMap(operator -> make(operator, operator.at(address), PAUSE));
    }

    /**
     * Makes a link that one operator sends to another; empty when the account has none of this id.
     * Refused when that one may not sign in, or when it is not for this role to do, by what either
     * is at that moment: a link lets its bearer in as that one.
     *
     * <p>{@link Operators#change} holds the same lock and ends all links. So one that is there was
     * made by somebody who may still make it.
     */
    public Mono<Made> make(Operator by, InetAddress address, String id) {
        return operators
                .lock(by.accountId())
                .then(operators.get(by.accountId(), id))
                .delayUntil(to -> mayHelp(by, to))
                .flatMap(to -> make(to, by.at(address), Duration.ZERO))
                .as(transaction::transactional);
    }

    private Mono<Boolean> mayHelp(Operator by, Operator to) {
        return operators
                .get(by.accountId(), by.id())
                .filter(now -> now.enabled() && now.role().mayGrant(to.role()))
                .switchIfEmpty(Problems.conflict("Only an owner can help an owner.").signal())
                .map(_ -> to.enabled())
                .filter(enabled -> enabled)
                .switchIfEmpty(Problems.conflict("This operator may not sign in.").signal());
    }

    private Mono<Made> make(Operator operator, Actor by, Duration pause) {
        var now = clock.instant();
        var token = secret.next();
        var expires = now.plus(LIFETIME);
        return rows.replace(
                        operator.id(),
                        secret.hash(Kind.RESET, token),
                        now,
                        expires,
                        now.minus(pause))
                .filter(written -> written)
                .delayUntil(_ -> note(by, "operator.resetAsked", operator))
                .as(transaction::transactional)
                .map(_ -> new Made(operator, token, expires));
    }

    /** The operator of a link, while it can be used. */
    public Mono<Operator> find(SecretText token) {
        return BearerSecret.isUsable(token)
                ? rows.find(secret.hashes(Kind.RESET, token), clock.instant())
                        .flatMap(operators::byId)
                : Mono.empty();
    }

    /** Sets a new passphrase, uses the link up, and ends all sessions of its operator. */
    public Mono<Outcome> use(SecretText token, SecretText passphrase, InetAddress address) {
        return find(token)
                .flatMap(
                        _ ->
                                Invitations.fits(passphrase)
                                        ? passphrases
                                                .hash(passphrase)
                                                .flatMap(hash -> replace(token, hash, address))
                                        : Mono.just(Outcome.UNFIT))
                .defaultIfEmpty(Outcome.GONE);
    }

    /**
     * Holds the operator before the link, as all do who change both: else two could wait for each
     * other.
     */
    private Mono<Outcome> replace(SecretText token, String hash, InetAddress address) {
        var hashes = secret.hashes(Kind.RESET, token);
        var now = clock.instant();
        return rows.find(hashes, now)
                .flatMap(operators::hold)
                .flatMap(_ -> rows.use(hashes, now))
                .flatMap(operators::byId)
                .delayUntil(operator -> operators.setPassphrase(operator.id(), hash))
                .delayUntil(operator -> sessions.endAll(operator.id()))
                .delayUntil(operator -> note(operator.at(address), "operator.reset", operator))
                .as(transaction::transactional)
                .map(_ -> Outcome.RESET);
    }

    private Mono<Void> note(Actor by, String action, Operator operator) {
        return trail.add(
                operator.accountId(), by, action, operator.id(), operator.email(), List.of());
    }

    private static String email(String typed) {
        return Operators.canonical(typed).orElse(typed.strip());
    }
}
