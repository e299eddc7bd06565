package org.otpwidget.server.audit;

import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/** Finds what was done to something last, for whoever wants to put it back. */
@Component
public class LatestChanges {

    private static final PageQuery ONE = new PageQuery(1, null);

    private final AuditTrail trail;

    LatestChanges(AuditTrail trail) {
        this.trail = trail;
    }

    /** The latest entry of something; empty unless this author made it, and it is of this kind. */
    public Mono<AuditEntry> own(Author author, String subject, String action) {
        return latest(author, subject)
                .filter(entry -> entry.actor().equals(author.actor().id()))
                .filter(entry -> entry.action().equals(action));
    }

    /**
     * An entry that is still the latest of something.
     *
     * @throws Refused as an error signal, a conflict, when there is a later one
     */
    public Mono<AuditEntry> still(Author author, String subject, String action, long id) {
        return latest(author, subject)
                .filter(entry -> entry.id() == id && entry.action().equals(action))
                .switchIfEmpty(Mono.error(LatestChanges::changedSince));
    }

    /** What is told when something cannot be put back. */
    public static Refused changedSince() {
        return Problems.conflict(
                        "This has been changed since, so it was not put back. Nothing was changed.")
                .refused();
    }

    private Mono<AuditEntry> latest(Author author, String subject) {
        return trail.newest(author.accountId(), ONE, subject)
                .flatMap(page -> Mono.justOrEmpty(page.items().stream().findFirst()));
    }
}
