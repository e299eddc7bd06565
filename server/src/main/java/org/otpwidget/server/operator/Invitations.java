package org.otpwidget.server.operator;

import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.audit.AuditEntry;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.operator.BearerSecret.Kind;
import org.otpwidget.server.secret.Passphrases;
import org.otpwidget.server.secret.SecretText;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One-time links by which operators come: the set-up link of a new installation, and invitations.
 * Only a hash of a link is kept.
 */
@Component
public class Invitations {

    /** Shortest passphrase, in characters. */
    public static final int SHORTEST_PASSPHRASE = 12;

    private static final int LONGEST_PASSPHRASE = 200;
    private static final Duration SET_UP_LIFETIME = Duration.ofHours(24);
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final String ACCOUNT = "Default";

    private final InvitationRows rows;
    private final OperatorRows operators;
    private final Accounts accounts;
    private final SignIn signIn;
    private final BearerSecret secret;
    private final Passphrases passphrases;
    private final AuditTrail trail;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Invitations(
            DatabaseClient database,
            Accounts accounts,
            SignIn signIn,
            BearerSecret secret,
            Passphrases passphrases,
            AuditTrail trail,
            TransactionalOperator transaction,
            Clock clock) {
        this.rows = new InvitationRows(database);
        this.operators = new OperatorRows(database);
        this.accounts = accounts;
        this.signIn = signIn;
        this.secret = secret;
        this.passphrases = passphrases;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** An invitation just made, with the secret end of its link. */
    public record Made(Invitation invitation, SecretText token) {}

    /** What became of a link that somebody used. */
    public sealed interface Outcome {

        /** They are an operator now, and signed in. */
        record Accepted(OperatorSessions.Opened opened) implements Outcome {}

        /** The link was used, replaced or is too old. */
        record Gone() implements Outcome {}

        /** The e-mail address is none. */
        record NoEmail() implements Outcome {}

        /** An operator of this address is there already. */
        record EmailTaken() implements Outcome {}

        /** The passphrase has fewer than 12 characters, or more than 200. */
        record UnfitPassphrase() implements Outcome {}
    }

    /**
     * Makes a set-up link in the place of the one before, while there is no operator; empty when
     * there is one, or when another node has made a link just now.
     *
     * @param pause how old the link before must be
     */
    public Mono<SecretText> setUp(Duration pause) {
        var now = clock.instant();
        var token = secret.next();
        return rows.lockSetUp()
                .then(Mono.defer(operators::any))
                .filter(any -> !any)
                .flatMap(
                        _ ->
                                rows.replaceSetUp(
                                        secret.hash(Kind.INVITATION, token),
                                        now,
                                        now.plus(SET_UP_LIFETIME),
                                        now.minus(pause)))
                .filter(written -> written > 0)
                .map(_ -> token)
                .as(transaction::transactional);
    }

    /**
     * Invites somebody, in the place of an invitation that they had before. Refused when it is not
     * for the inviter to do: the role, or taking the place of the invitation.
     *
     * @param email in its canonical spelling
     */
    public Mono<Made> invite(Operator by, InetAddress address, String email, Role role) {
        var now = clock.instant();
        var token = secret.next();
        return operators
                .lock(by.accountId())
                .then(Mono.defer(() -> asOfNow(by)))
                .filter(inviter -> inviter.enabled() && inviter.role().mayGrant(role))
                .flatMap(
                        inviter ->
                                rows.insert(
                                        inviter,
                                        email,
                                        role,
                                        secret.hash(Kind.INVITATION, token),
                                        now,
                                        now.plus(LIFETIME)))
                .switchIfEmpty(Operators.notYours().signal())
                .delayUntil(
                        made ->
                                trail.add(
                                        by.accountId(),
                                        by.at(address),
                                        "operator.invited",
                                        made.id(),
                                        email,
                                        List.of(new AuditEntry.Change("role", null, role.word()))))
                .as(transaction::transactional)
                .map(made -> new Made(made, token));
    }

    /** Roles may have changed since a page was asked for. Operators are never deleted. */
    private Mono<Operator> asOfNow(Operator operator) {
        return operators.get(operator.accountId(), operator.id()).defaultIfEmpty(operator);
    }

    /** The invitations of an account that nobody has used yet. */
    public Flux<Invitation> open(long accountId) {
        return rows.open(accountId, clock.instant());
    }

    /**
     * Takes an invitation back; answers it, or empty when there is none. Refused when it is not for
     * this operator to do.
     */
    public Mono<Invitation> revoke(Operator by, String id) {
        return rows.delete(by, id)
                .switchIfEmpty(
                        rows.get(by.accountId(), id).flatMap(_ -> Operators.notYours().signal()));
    }

    /** The invitation of a link, while it can be used. */
    public Mono<Invitation> find(SecretText token) {
        return BearerSecret.isUsable(token)
                ? rows.byHash(secret.hashes(Kind.INVITATION, token), clock.instant())
                : Mono.empty();
    }

    /**
     * Makes an operator of whoever has the link, and uses it up.
     *
     * @param typedEmail counts for the set-up link only
     */
    public Mono<Outcome> accept(
            SecretText token,
            String typedEmail,
            SecretText passphrase,
            InetAddress address,
            String agent) {
        return find(token)
                .flatMap(
                        invitation ->
                                accept(invitation, token, typedEmail, passphrase, address, agent))
                .defaultIfEmpty(new Outcome.Gone());
    }

    private Mono<Outcome> accept(
            Invitation invitation,
            SecretText token,
            String typedEmail,
            SecretText passphrase,
            InetAddress address,
            String agent) {
        var email = Operators.canonical(Objects.requireNonNullElse(invitation.email(), typedEmail));
        if (email.isEmpty()) {
            return Mono.just(new Outcome.NoEmail());
        }
        if (!fits(passphrase)) {
            return Mono.just(new Outcome.UnfitPassphrase());
        }
        return passphrases
                .hash(passphrase)
                .flatMap(
                        hash ->
                                make(token, email.get(), hash, address)
                                        .as(transaction::transactional))
                .flatMap(operator -> signIn.first(operator, address, agent))
                .<Outcome>map(Outcome.Accepted::new)
                .switchIfEmpty(Mono.defer(() -> why(token)));
    }

    /** Empty when the link is gone by now, or the address is taken; then nothing has changed. */
    private Mono<Operator> make(
            SecretText token, String email, String passphraseHash, InetAddress address) {
        var now = clock.instant();
        return rows.lockSetUp()
                .then(Mono.defer(() -> rows.use(secret.hashes(Kind.INVITATION, token), email, now)))
                .flatMap(
                        used ->
                                account(used)
                                        .flatMap(
                                                account ->
                                                        operators.insert(
                                                                account,
                                                                email,
                                                                used.role(),
                                                                passphraseHash,
                                                                now)))
                .delayUntil(
                        operator ->
                                trail.add(
                                        operator.accountId(),
                                        operator.at(address),
                                        "operator.joined",
                                        operator.id(),
                                        email,
                                        List.of(
                                                new AuditEntry.Change(
                                                        "role", null, operator.role().word()))));
    }

    private Mono<Long> account(Invitation invitation) {
        var account = invitation.accountId();
        return account != null ? Mono.just(account) : accounts.firstOrNew(ACCOUNT).map(Account::id);
    }

    private Mono<Outcome> why(SecretText token) {
        return find(token)
                .<Outcome>map(_ -> new Outcome.EmailTaken())
                .defaultIfEmpty(new Outcome.Gone());
    }

    /** Whether a passphrase has a length that is taken. */
    static boolean fits(SecretText passphrase) {
        long length = passphrase.reveal().codePoints().count();
        return length >= SHORTEST_PASSPHRASE && length <= LONGEST_PASSPHRASE;
    }
}
