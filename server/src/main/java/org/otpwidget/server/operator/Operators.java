package org.otpwidget.server.operator;

import org.otpwidget.server.audit.LatestChanges;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.identifier.Parsed.Rejected;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** The operators of all accounts. They come by {@link Invitations} only. */
@Component
public class Operators {

    private final OperatorRows rows;
    private final InvitationRows invitations;
    private final ResetRows resets;
    private final OperatorSessions sessions;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Operators(
            DatabaseClient database,
            OperatorSessions sessions,
            TransactionalOperator transaction,
            Clock clock) {
        this.rows = new OperatorRows(database);
        this.invitations = new InvitationRows(database);
        this.resets = new ResetRows(database);
        this.sessions = sessions;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whether there is any operator at all. */
    public Mono<Boolean> any() {
        return rows.any();
    }

    /** The operators of an account, in the order of their coming. */
    public Flux<Operator> list(long accountId) {
        return rows.list(accountId);
    }

    /** One operator of an account; empty when the account has none of this id. */
    public Mono<Operator> get(long accountId, String id) {
        return rows.get(accountId, id);
    }

    /** Why somebody may not give or take a role. */
    public static Problem notYours() {
        return Problems.conflict("Only an owner can make, change or remove owners.");
    }

    /** The operator of an id that the database gave, whatever the account. */
    public Mono<Operator> byId(String id) {
        return rows.byId(id);
    }

    /**
     * Gives an operator a role, and lets them in or keeps them out; answers what they were before.
     * Empty when the account has none of this id. Refused when it is not for this role to do, by
     * what either is at that moment, and when no owner could sign in afterwards.
     *
     * <p>Whoever is kept out loses their sessions. With any change go the open invitations that
     * {@code by} could have made, and all links for new passphrases: whoever lost a role may have
     * made some, and must not come back by them. Whom {@code by} could take a role from made none
     * beyond these.
     *
     * @param by who does it
     */
    public Mono<Operator> change(Operator by, String id, Role role, boolean enabled) {
        return change(by, id, role, enabled, _ -> true);
    }

    /**
     * The same, unless the operator is not any more as they have to be for it: a conflict.
     *
     * @param fit asked while nobody else can change them
     */
    public Mono<Operator> change(
            Operator by, String id, Role role, boolean enabled, Predicate<Operator> fit) {
        return rows.lock(by.accountId())
                .then(Mono.defer(() -> get(by.accountId(), id)))
                .doOnNext(
                        before -> {
                            if (!fit.test(before)) {
                                throw LatestChanges.changedSince();
                            }
                        })
                .delayUntil(
                        before ->
                                author(by, before, role)
                                        .filter(_ -> !enabled || role != before.role())
                                        .flatMap(this::endLinks))
                .delayUntil(before -> keepAnOwner(before, role, enabled))
                .delayUntil(before -> rows.change(before.id(), role, enabled))
                .delayUntil(before -> enabled ? Mono.empty() : sessions.endAll(before.id()))
                .as(transaction::transactional);
    }

    private Mono<Void> endLinks(Operator by) {
        return invitations.deleteAll(by).then(resets.deleteAll(by.accountId()));
    }

    /** Who does it, as of now. */
    private Mono<Operator> author(Operator by, Operator before, Role role) {
        return get(by.accountId(), by.id())
                .filter(
                        now ->
                                now.enabled()
                                        && now.role().mayGrant(before.role())
                                        && now.role().mayGrant(role))
                .switchIfEmpty(notYours().signal());
    }

    private Mono<Boolean> keepAnOwner(Operator before, Role role, boolean enabled) {
        if (before.role() != Role.OWNER || (role == Role.OWNER && enabled)) {
            return Mono.just(true);
        }
        return rows.hasOtherOwner(before)
                .filter(found -> found)
                .switchIfEmpty(
                        Problems.conflict(
                                        "This is the account's last owner: make"
                                                + " somebody else an owner first.")
                                .signal());
    }

    Mono<OperatorRows.Known> known(String email) {
        return rows.byEmail(email);
    }

    Mono<Boolean> signedIn(String id) {
        return rows.signedIn(id, clock.instant());
    }

    Mono<Boolean> signedIn(OperatorRows.Known known) {
        return rows.signedIn(known, clock.instant());
    }

    /** The one spelling that an address is kept in; empty for what is none. */
    public static Optional<String> canonical(String email) {
        return switch (Identifiers.parse(email, false, true)) {
            case Accepted(var identifier) -> Optional.of(identifier.value());
            case Rejected _ -> Optional.empty();
        };
    }
}
