package org.otpwidget.server.audit;

import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Finds what was done to something last, for whoever wants to put it back. */
@Component
public class LatestChanges {

    private final AuditTrail trail;

    LatestChanges(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * The number of the latest entry of something; empty unless this author made it, it is of this
     * kind, and what there was before its changes can be told.
     *
     * @param before what there was before some changes; empty when that cannot be told
     */
    public <S> Mono<Long> undoable(
            Author author,
            String subject,
            String action,
            Function<List<Change>, Optional<S>> before) {
        return latest(author, subject, action)
                .filter(entry -> entry.actor().equals(author.actor().id()))
                .filter(entry -> entry.action().equals(action))
                .filter(entry -> before.apply(entry.changes()).isPresent())
                .map(AuditEntry::id);
    }

    /**
     * An entry that is still the latest of something.
     *
     * @throws Refused as an error signal, a conflict, when there is a later one
     */
    public Mono<AuditEntry> still(Author author, String subject, String action, long id) {
        return latest(author, subject, action)
                .filter(entry -> entry.id() == id && entry.action().equals(action))
                .switchIfEmpty(Mono.error(LatestChanges::changedSince));
    }

    /**
     * Puts settings back as they were before a change; empty when there are none.
     *
     * @param change its number in the trail
     * @param settings as they are
     * @param before what they were before some changes; empty when that cannot be told
     * @param door changes them, as the room's door does
     * @throws Refused as an error signal, a conflict, when they have been changed since
     */
    public <S, T> Mono<T> putBack(
            Author author,
            String subject,
            String action,
            long change,
            Mono<S> settings,
            BiFunction<S, List<Change>, Optional<S>> before,
            Function<UnaryOperator<S>, Mono<T>> door) {
        return settings.zipWhen(_ -> still(author, subject, action, change))
                .flatMap(
                        both -> {
                            S seen = both.getT1();
                            S past =
                                    before.apply(seen, both.getT2().changes())
                                            .orElseThrow(LatestChanges::changedSince);
                            return door.apply(
                                    now -> {
                                        if (!now.equals(seen)) {
                                            throw changedSince();
                                        }
                                        return past;
                                    });
                        });
    }

    /**
     * What was deleted, if nothing was done to it since; empty when nothing is known of it.
     *
     * @param id number of the deletion in the trail
     * @throws Refused as an error signal, a conflict, when that is not the latest of it
     */
    public Mono<AuditEntry> deleted(Author author, String subject, String action, long id) {
        return latest(author, subject, action).flatMap(_ -> still(author, subject, action, id));
    }

    /** What is told when something cannot be put back. */
    public static Refused changedSince() {
        return Problems.conflict(
                        "This has been changed since, so it was not put back. Nothing was changed.")
                .refused();
    }

    /** The latest change of something, of any kind that its things know. */
    private Mono<AuditEntry> latest(Author author, String subject, String action) {
        String kind = action.substring(0, action.indexOf('.'));
        return trail.changes(author.accountId(), subject, kind + ".%", 0, 1).next();
    }
}
