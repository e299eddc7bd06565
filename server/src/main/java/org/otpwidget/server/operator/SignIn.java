package org.otpwidget.server.operator;

import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.operator.SignInBudget.Counted;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.secret.Passphrases;
import org.otpwidget.server.secret.SecretText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.util.List;

/**
 * Lets operators in. An unknown address, a wrong passphrase and an operator who is kept out get the
 * same answer after the same work.
 */
@Component
public class SignIn {

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final Operators operators;
    private final OperatorSessions sessions;
    private final SignInBudget budget;
    private final Passphrases passphrases;
    private final AuditTrail trail;
    private final TransactionalOperator transaction;

    SignIn(
            Operators operators,
            OperatorSessions sessions,
            SignInBudget budget,
            Passphrases passphrases,
            AuditTrail trail,
            TransactionalOperator transaction) {
        this.operators = operators;
        this.sessions = sessions;
        this.budget = budget;
        this.passphrases = passphrases;
        this.trail = trail;
        this.transaction = transaction;
    }

    /** What became of an attempt. */
    public sealed interface Outcome {

        /** It was the passphrase. */
        record SignedIn(OperatorSessions.Opened opened) implements Outcome {}

        /** It was not. */
        record Wrong() implements Outcome {}

        /** It was not even looked at: too many attempts for this operator or from this address. */
        record TooMany() implements Outcome {}
    }

    /**
     * Begins a session.
     *
     * @param email as it was typed
     * @param address where the call comes from
     * @param agent what the browser calls itself
     */
    public Mono<Outcome> signIn(
            String email, SecretText passphrase, InetAddress address, String agent) {
        String canonical = Operators.canonical(email).orElse(email.strip());
        return prove(budget.take(canonical, address), canonical, passphrase, address)
                .flatMap(
                        proof ->
                                switch (proof) {
                                    case Proof.Right(var known) -> begin(known, address, agent);
                                    case Proof.Wrong _ -> Mono.just(new Outcome.Wrong());
                                    case Proof.TooMany _ -> Mono.just(new Outcome.TooMany());
                                });
    }

    /** Checks the passphrase of somebody who is signed in already. */
    public Mono<Outcome> confirm(
            OperatorSession session, SecretText passphrase, InetAddress address) {
        return prove(budget.take(session, address), session.operator().email(), passphrase, address)
                .flatMap(
                        proof ->
                                switch (proof) {
                                    case Proof.Right _ ->
                                            sessions.proved(session.id())
                                                    .thenReturn(
                                                            new Outcome.SignedIn(
                                                                    new OperatorSessions.Opened(
                                                                            session,
                                                                            SecretText.of(""))));
                                    case Proof.Wrong _ -> Mono.just(new Outcome.Wrong());
                                    case Proof.TooMany _ -> Mono.just(new Outcome.TooMany());
                                });
    }

    /**
     * Begins a session for an operator who has proved who they are, or has just come by an
     * invitation; empty when they have been kept out meanwhile.
     */
    Mono<OperatorSessions.Opened> first(Operator operator, InetAddress address, String agent) {
        return open(operators.signedIn(operator.id()), operator, address, agent)
                .as(transaction::transactional);
    }

    /** The same for an operator who has come by a code, which is a weaker proof. */
    Mono<OperatorSessions.Opened> unproved(Operator operator, InetAddress address, String agent) {
        return operators
                .signedIn(operator.id())
                .filter(still -> still)
                .flatMap(_ -> sessions.openUnproved(operator, address, agent))
                .as(transaction::transactional);
    }

    /**
     * A passphrase takes a while to compare. When it was replaced meanwhile, this session must not
     * be one more than those that ended with it.
     */
    private Mono<Outcome> begin(OperatorRows.Known known, InetAddress address, String agent) {
        var operator = known.operator();
        return open(operators.signedIn(known), operator, address, agent)
                .delayUntil(
                        _ ->
                                trail.add(
                                        operator.accountId(),
                                        operator.at(address),
                                        "operator.signedIn",
                                        operator.id(),
                                        operator.email(),
                                        List.of()))
                .as(transaction::transactional)
                .<Outcome>map(Outcome.SignedIn::new)
                .switchIfEmpty(Mono.fromSupplier(Outcome.Wrong::new));
    }

    private Mono<OperatorSessions.Opened> open(
            Mono<Boolean> signedIn, Operator operator, InetAddress address, String agent) {
        return signedIn.filter(still -> still)
                .delayUntil(_ -> budget.cameIn(operator.email(), address))
                .flatMap(_ -> sessions.open(operator, address, agent));
    }

    private sealed interface Proof {

        record Right(OperatorRows.Known known) implements Proof {}

        record Wrong() implements Proof {}

        record TooMany() implements Proof {}
    }

    /** What is refused because too many passphrases wait was no attempt. */
    private Mono<Proof> prove(
            Mono<Counted> attempt, String email, SecretText passphrase, InetAddress address) {
        return attempt.flatMap(
                        counted ->
                                compare(email, passphrase, address)
                                        .onErrorResume(
                                                Refused.class,
                                                refused ->
                                                        budget.takeBack(counted)
                                                                .then(Mono.error(refused)))
                                        .delayUntil(
                                                proof ->
                                                        proof instanceof Proof.Right
                                                                ? budget.giveBack(counted)
                                                                : Mono.empty()))
                .switchIfEmpty(Mono.fromSupplier(() -> tooMany(address)));
    }

    private Mono<Proof> compare(String email, SecretText passphrase, InetAddress address) {
        return operators
                .known(email)
                .flatMap(
                        known ->
                                passphrases
                                        .matches(passphrase, known.passphraseHash())
                                        .filter(right -> right && known.operator().enabled())
                                        .map(_ -> new Proof.Right(known))
                                        .map(Proof.class::cast)
                                        .switchIfEmpty(
                                                Mono.fromSupplier(() -> wrong(known, address))))
                .switchIfEmpty(
                        Mono.defer(() -> passphrases.matchesNobody(passphrase))
                                .map(_ -> refused(address)));
    }

    /**
     * The answer does not wait for the line that only an operator's address gets: it would tell.
     */
    private Proof wrong(OperatorRows.Known known, InetAddress address) {
        var operator = known.operator();
        var _ =
                trail.add(
                                operator.accountId(),
                                operator.at(address),
                                "operator.refused",
                                operator.id(),
                                operator.email(),
                                List.of())
                        .subscribe(
                                _ -> {},
                                failure ->
                                        log.error(
                                                "A refused sign-in is not in the trail", failure));
        return refused(address);
    }

    private static Proof refused(InetAddress address) {
        log.warn("Refused to sign somebody in from {}", address.getHostAddress());
        return new Proof.Wrong();
    }

    private static Proof tooMany(InetAddress address) {
        log.warn("Too many attempts to sign in, now from {}", address.getHostAddress());
        return new Proof.TooMany();
    }
}
