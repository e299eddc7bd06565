package org.otpwidget.server.audit;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes changes together with their line in the audit trail: both, or neither. The rooms' classes
 * {@code AuditedXxx} make all changes of their things by it, whichever edge they come from.
 */
@Component
public class Audited {

    private static final Problem UNSEEN =
            Problems.conflict("This has been changed since it was opened. Nothing was saved.");

    private final AuditTrail trail;
    private final TransactionalOperator transaction;

    Audited(AuditTrail trail, TransactionalOperator transaction) {
        this.trail = trail;
        this.transaction = transaction;
    }

    /**
     * What is to be written down of a change.
     *
     * @param action such as {@code widget.changed}; its text is {@code audit.<action>}
     * @param subject id of what was changed
     * @param name how it is called
     * @param changes see {@link Changes}
     */
    public record Line(String action, String subject, String name, List<Change> changes) {}

    /**
     * Makes the change; nothing is written down when it is empty. The change keeps others of the
     * same thing out until it is done, so what the author has not seen was written down before.
     *
     * @throws Refused as an error signal, a conflict, when there is a later change than the author
     *     has seen
     */
    public <T> Mono<T> change(Author author, Mono<T> change, Function<T, Line> line) {
        return change.delayUntil(
                        made -> {
                            var written = line.apply(made);
                            return refuseUnseen(author, written)
                                    .then(
                                            trail.add(
                                                    author.accountId(),
                                                    author.actor(),
                                                    written.action(),
                                                    written.subject(),
                                                    written.name(),
                                                    written.changes()));
                        })
                .as(transaction::transactional);
    }

    /** Whether a change was refused because its author had not seen a later one. */
    public static boolean isUnseen(Refused refused) {
        return refused.problem().equals(UNSEEN);
    }

    /** What changes nothing takes nothing back, such as the second of two clicks. */
    private Mono<Void> refuseUnseen(Author author, Line line) {
        Long seen = author.seen();
        return seen == null || line.changes().isEmpty()
                ? Mono.empty()
                : trail.latest(author.accountId(), List.of(line.subject()), line.action())
                        .filter(latest -> latest.getOrDefault(line.subject(), 0L) > seen)
                        .flatMap(_ -> UNSEEN.<Void>signal());
    }

    /**
     * Makes a change of what is there, whose line tells both what it was and what it is.
     *
     * @param before reads it; when that is empty, nothing is changed
     * @param line of what was read and of what was made of it
     */
    public <T> Mono<T> change(
            Author author, Mono<T> before, Mono<T> change, BiFunction<T, T, Line> line) {
        return before.flatMap(was -> change(author, change, made -> line.apply(was, made)))
                .as(transaction::transactional);
    }

    /**
     * Makes a change of what is there, whose line tells both what it was and what it is.
     *
     * @param change of the settings, as the room's door wants it
     * @param door makes it; may refuse, or be empty
     * @param line of the settings before and of what was made of them
     */
    public <S, T> Mono<T> change(
            Author author,
            UnaryOperator<S> change,
            Function<UnaryOperator<S>, Mono<T>> door,
            BiFunction<S, T, Line> line) {
        var before = new AtomicReference<@Nullable S>();
        UnaryOperator<S> noting =
                settings -> {
                    before.set(settings);
                    return change.apply(settings);
                };
        return change(
                author,
                door.apply(noting),
                made -> line.apply(Objects.requireNonNull(before.get()), made));
    }
}
