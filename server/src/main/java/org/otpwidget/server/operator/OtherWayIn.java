package org.otpwidget.server.operator;

import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.operator.SignInBudget.Counted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.util.List;

/**
 * Lets operators in who prove by something other than the passphrase who they are, under the same
 * limits and with the same lines in the audit trail.
 */
@Component
public class OtherWayIn {

    private static final Logger log = LoggerFactory.getLogger(OtherWayIn.class);

    private final SignIn signIn;
    private final SignInBudget budget;
    private final AuditTrail trail;
    private final TransactionalOperator transaction;

    OtherWayIn(
            SignIn signIn,
            SignInBudget budget,
            AuditTrail trail,
            TransactionalOperator transaction) {
        this.signIn = signIn;
        this.budget = budget;
        this.trail = trail;
        this.transaction = transaction;
    }

    /**
     * Lets somebody try, unless there were too many attempts of this way from an address; one that
     * was right does not count.
     *
     * @param way what is tried, such as {@code passkey}
     * @param attempt empty when it was wrong
     */
    public Mono<SignIn.Outcome> attempt(
            String way, InetAddress address, Mono<OperatorSessions.Opened> attempt) {
        return attempt(budget.takeForWay(way, address), address, attempt);
    }

    /**
     * The same for somebody who is signed in and proves it again: it counts as their attempts by
     * passphrase do.
     */
    public Mono<SignIn.Outcome> attempt(
            OperatorSession session, InetAddress address, Mono<OperatorSessions.Opened> attempt) {
        return attempt(budget.take(session, address), address, attempt);
    }

    private Mono<SignIn.Outcome> attempt(
            Mono<Counted> budgeted, InetAddress address, Mono<OperatorSessions.Opened> attempt) {
        return budgeted.flatMap(
                        counted ->
                                attempt.delayUntil(_ -> budget.giveBack(counted))
                                        .<SignIn.Outcome>map(SignIn.Outcome.SignedIn::new)
                                        .switchIfEmpty(Mono.fromSupplier(() -> wrong(address))))
                .switchIfEmpty(Mono.fromSupplier(() -> tooMany(address)));
    }

    /**
     * Begins a session for somebody who has proved who they are; there is none without its line in
     * the trail.
     *
     * @param way what they proved it by, such as {@code passkey} and its name
     */
    public Mono<OperatorSessions.Opened> signIn(
            Operator operator, Change way, InetAddress address, String agent) {
        return signIn.first(operator, address, agent)
                .delayUntil(_ -> note(operator, "operator.signedIn", List.of(way), address))
                .as(transaction::transactional);
    }

    /**
     * Begins a session for somebody who has shown a weaker proof of who they are: it is held back
     * until passphrase or passkey are given.
     *
     * @param way as above
     */
    public Mono<OperatorSessions.Opened> signInUnproved(
            Operator operator, Change way, InetAddress address, String agent) {
        return signIn.unproved(operator, address, agent)
                .delayUntil(_ -> note(operator, "operator.signedIn", List.of(way), address))
                .as(transaction::transactional);
    }

    /** Notes that somebody tried to be this operator. */
    public Mono<Void> refused(Operator operator, Change way, InetAddress address) {
        return note(operator, "operator.refused", List.of(way), address);
    }

    private Mono<Void> note(
            Operator operator, String action, List<Change> way, InetAddress address) {
        return trail.add(
                operator.accountId(),
                operator.at(address),
                action,
                operator.id(),
                operator.email(),
                way);
    }

    private static SignIn.Outcome wrong(InetAddress address) {
        log.warn("Refused to sign somebody in by another way from {}", address.getHostAddress());
        return new SignIn.Outcome.Wrong();
    }

    private static SignIn.Outcome tooMany(InetAddress address) {
        log.warn("Too many attempts to sign in, now from {}", address.getHostAddress());
        return new SignIn.Outcome.TooMany();
    }
}
