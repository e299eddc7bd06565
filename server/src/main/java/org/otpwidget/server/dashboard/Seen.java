package org.otpwidget.server.dashboard;

import org.otpwidget.server.audit.AuditEntry;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps a form that was opened before somebody else's change from taking that change back unseen.
 * The form carries the number of the latest change that it showed; what is saved from it is refused
 * when there is a later one, and the form comes back as it was sent, with who changed what.
 */
@Component
public final class Seen {

    private static final int FEW = 10;

    private final AuditTrail trail;

    Seen(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * The latest change of something, 0 for none. Ask before reading what the form shows: then a
     * change between the two is taken for unseen, and not the other way round.
     *
     * @param action such as {@code token.changed}
     */
    public Mono<Long> of(Visit visit, String subject, String action) {
        return of(visit, List.of(subject), action).map(latest -> latest.getOrDefault(subject, 0L));
    }

    /** The same of several things; without those that never changed. */
    public Mono<Map<String, Long>> of(Visit visit, Collection<String> subjects, String action) {
        return trail.latest(visit.accountId(), subjects, action);
    }

    /**
     * What was changed of something since a form showed it, the latest first; of that only the
     * latest for those who may not read the trail.
     */
    public Mono<List<AuditEntry>> since(
            Visit visit, String subject, String action, MultiValueMap<String, String> sent) {
        Long seen = FormView.seenIn(sent);
        int most = visit.may(Permission.SEE_AUDIT) ? FEW : 1;
        return seen == null
                ? Mono.just(List.of())
                : trail.changes(visit.accountId(), subject, action, seen, most).collectList();
    }

    /** What a form was behind of that was refused for it; another refusal stays one. */
    public Mono<List<AuditEntry>> behind(
            Visit visit,
            String subject,
            String action,
            Refused refused,
            MultiValueMap<String, String> sent) {
        return Audited.isUnseen(refused)
                ? since(visit, subject, action, sent)
                        .filter(later -> !later.isEmpty())
                        .switchIfEmpty(Mono.error(refused))
                : Mono.error(refused);
    }

    /**
     * The form again as it was sent, with what is wrong about it or what others have changed since;
     * another refusal has a page of its own.
     *
     * @param show the form as it was sent, with what is wrong
     */
    public Mono<FormView> again(
            Visit visit,
            String subject,
            String action,
            Refused refused,
            MultiValueMap<String, String> sent,
            Function<List<FieldError>, FormView> show) {
        var errors = refused.problem().errors();
        return errors.isEmpty()
                ? behind(visit, subject, action, refused, sent)
                        .map(later -> show.apply(List.of()).behind(later))
                : Mono.fromSupplier(() -> show.apply(errors));
    }
}
