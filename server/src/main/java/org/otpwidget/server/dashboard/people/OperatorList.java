package org.otpwidget.server.dashboard.people;

import org.otpwidget.server.audit.AuditEntry;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Invitation;
import org.otpwidget.server.operator.Invitations;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.OperatorSessions;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Permission;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/** The page of the account's people: operators, invitations and sessions. */
@Component
class OperatorList {

    private final Operators operators;
    private final OperatorSessions sessions;
    private final Invitations invitations;
    private final Seen seen;

    OperatorList(
            Operators operators, OperatorSessions sessions, Invitations invitations, Seen seen) {
        this.operators = operators;
        this.sessions = sessions;
        this.invitations = invitations;
        this.seen = seen;
    }

    /**
     * The page.
     *
     * @param query which of the sessions
     * @param email what was typed for an invitation
     * @param error what is wrong with that; empty: nothing
     * @param later what others changed before something could be saved
     */
    Mono<Rendering> of(
            Visit visit, PageQuery query, String email, String error, List<AuditEntry> later) {
        return latest(visit)
                .flatMap(
                        latest ->
                                Mono.zip(
                                        operators.list(visit.accountId()).collectList(),
                                        sessions.list(visit.operator(), query),
                                        openInvitations(visit),
                                        Mono.just(latest)))
                .map(
                        all ->
                                Rendering.view("dashboard/people/operators")
                                        .status(status(error, later))
                                        .modelAttribute("later", later)
                                        .modelAttribute("latest", all.getT4())
                                        .modelAttribute("operators", all.getT1())
                                        .modelAttribute("sessions", all.getT2())
                                        .modelAttribute("invitations", all.getT3())
                                        .modelAttribute("roles", visit.operator().role().grants())
                                        .modelAttribute("email", email)
                                        .modelAttribute("error", error)
                                        .build());
    }

    private static HttpStatus status(String error, List<AuditEntry> later) {
        if (!error.isEmpty()) {
            return HttpStatus.UNPROCESSABLE_CONTENT;
        }
        return later.isEmpty() ? HttpStatus.OK : HttpStatus.CONFLICT;
    }

    /** The number of each operator's latest change, asked for before the list that is shown. */
    private Mono<Map<String, Long>> latest(Visit visit) {
        return operators
                .list(visit.accountId())
                .map(Operator::id)
                .collectList()
                .flatMap(ids -> seen.of(visit, ids, OperatorPages.CHANGED));
    }

    private Mono<List<Invitation>> openInvitations(Visit visit) {
        return visit.may(Permission.MANAGE_OPERATORS)
                ? invitations.open(visit.accountId()).collectList()
                : Mono.just(List.of());
    }
}
