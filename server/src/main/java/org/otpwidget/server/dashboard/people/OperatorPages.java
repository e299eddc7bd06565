package org.otpwidget.server.dashboard.people;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Typed;
import org.otpwidget.server.dashboard.Undo;
import org.otpwidget.server.dashboard.Undos;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.entry.LinkMail.Link;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.AuditedSessions;
import org.otpwidget.server.operator.Invitations;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.OperatorSessions;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /dashboard/operators}: who may sign in, who is signed in, and who is invited. */
@Controller
@RequestMapping("/dashboard/operators")
class OperatorPages {

    static final String LIST = "/dashboard/operators";
    static final String CHANGED = "operator.changed";
    private static final PageQuery FIRST = new PageQuery(50, null);

    /** What the change set that an undo is to put back. */
    private static final String SET_ROLE = "setrole";

    private static final String SET_ENABLED = "setenabled";

    private final Operators operators;
    private final OperatorSessions sessions;
    private final AuditedSessions auditedSessions;
    private final Invitations invitations;
    private final Handover handover;
    private final Audited audited;
    private final Undos undos;
    private final Seen seen;
    private final OperatorList page;

    OperatorPages(
            Operators operators,
            OperatorSessions sessions,
            AuditedSessions auditedSessions,
            Invitations invitations,
            Handover handover,
            Audited audited,
            Undos undos,
            Seen seen,
            OperatorList page) {
        this.operators = operators;
        this.sessions = sessions;
        this.auditedSessions = auditedSessions;
        this.invitations = invitations;
        this.handover = handover;
        this.audited = audited;
        this.undos = undos;
        this.seen = seen;
        this.page = page;
    }

    @GetMapping
    Mono<Rendering> list(
            @May(Permission.SEE) Visit visit, @RequestParam MultiValueMap<String, String> query) {
        return page.of(visit, PageQuery.of(query), "", "", List.of());
    }

    @PostMapping("/invite")
    Mono<Rendering> invite(
            @May(value = Permission.MANAGE_OPERATORS, proved = true) Visit visit,
            ServerWebExchange exchange,
            Locale language) {
        return exchange.getFormData()
                .flatMap(
                        sent -> {
                            String typed = Typed.text(sent, "email");
                            var email = Operators.canonical(typed);
                            var role = grantable(visit, sent.getFirst("role"));
                            return email.isEmpty() || role.isEmpty()
                                    ? page.of(
                                            visit,
                                            FIRST,
                                            typed,
                                            email.isEmpty() ? "noEmail" : "noRole",
                                            List.of())
                                    : invite(visit, email.get(), role.get(), language);
                        });
    }

    @PostMapping("/{id}")
    Mono<Rendering> change(
            @May(value = Permission.MANAGE_OPERATORS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent -> {
                            var made =
                                    grantable(visit, sent.getFirst("role"))
                                            .map(role -> change(visit, id, role, sent))
                                            .orElseGet(() -> notGrantable(visit, id));
                            return made.onErrorResume(
                                    Refused.class,
                                    refused ->
                                            isUndo(sent)
                                                    ? Undo.failed(refused, LIST)
                                                    : behind(visit, id, refused, sent));
                        });
    }

    /** The list as it is now, with what others have changed since it was opened. */
    private Mono<Rendering> behind(
            Visit visit, String id, Refused refused, MultiValueMap<String, String> sent) {
        return seen.behind(visit, id, CHANGED, refused, sent)
                .flatMap(later -> page.of(visit, FIRST, "", "", later));
    }

    /** To give the passphrase for a change is asked for; afterwards this leads back. */
    @GetMapping("/{id}")
    Rendering back(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return Go.to(LIST);
    }

    @PostMapping("/sessions/{id}/end")
    Mono<Rendering> end(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return sessions.get(visit.operator(), id)
                .switchIfEmpty(Problems.notFound("session").signal())
                .flatMap(session -> auditedSessions.end(visit, session))
                .thenReturn(Go.to(LIST, "session.ended"));
    }

    @PostMapping("/invitations/{id}/revoke")
    Mono<Rendering> revoke(@May(Permission.MANAGE_OPERATORS) Visit visit, @PathVariable String id) {
        return audited.change(
                        visit,
                        invitations.revoke(visit.operator(), id),
                        taken ->
                                new Line(
                                        "operator.uninvited",
                                        taken.id(),
                                        String.valueOf(taken.email()),
                                        List.of()))
                .map(_ -> Go.to(LIST, "invitation.revoked"))
                .switchIfEmpty(Problems.notFound("invitation").signal());
    }

    private Mono<Rendering> invite(Visit visit, String email, Role role, Locale language) {
        return invitations
                .invite(visit.operator(), visit.address(), email, role)
                .flatMap(made -> handover.of(visit, Link.of(made), language));
    }

    private Mono<Rendering> change(
            Visit visit, String id, Role role, MultiValueMap<String, String> sent) {
        boolean enabled = "true".equals(sent.getFirst("enabled"));
        return audited.change(
                        visit.having(sent),
                        operators
                                .change(
                                        visit.operator(),
                                        id,
                                        role,
                                        enabled,
                                        now -> !isUndo(sent) || isAsSet(now, sent))
                                .switchIfEmpty(Problems.notFound("operator").signal()),
                        before ->
                                new Line(
                                        CHANGED,
                                        before.id(),
                                        before.email(),
                                        differences(before, role, enabled)))
                .map(before -> saved(visit, before, role, enabled));
    }

    private Rendering saved(Visit visit, Operator before, Role role, boolean enabled) {
        return differences(before, role, enabled).isEmpty()
                ? Go.to(LIST, "saved")
                : undos.go(
                        visit,
                        LIST,
                        "operator.saved",
                        new Undo(
                                LIST + "/" + before.id(),
                                Map.of(
                                        "role",
                                        before.role().word(),
                                        "enabled",
                                        Boolean.toString(before.enabled()),
                                        SET_ROLE,
                                        role.word(),
                                        SET_ENABLED,
                                        Boolean.toString(enabled))));
    }

    private static boolean isUndo(MultiValueMap<String, String> sent) {
        return sent.containsKey(SET_ROLE);
    }

    /** Whether an operator still is what the change made of them that is to be put back. */
    private static boolean isAsSet(Operator now, MultiValueMap<String, String> sent) {
        return now.role().word().equals(sent.getFirst(SET_ROLE))
                && Boolean.toString(now.enabled()).equals(sent.getFirst(SET_ENABLED));
    }

    private static List<Change> differences(Operator before, Role role, boolean enabled) {
        var roleChange =
                Optional.of(new Change("role", before.role().word(), role.word()))
                        .filter(_ -> before.role() != role);
        var enabledChange =
                Optional.of(
                                new Change(
                                        "enabled",
                                        Boolean.toString(before.enabled()),
                                        Boolean.toString(enabled)))
                        .filter(_ -> before.enabled() != enabled);
        return Stream.of(roleChange, enabledChange).flatMap(Optional::stream).toList();
    }

    private Mono<Rendering> notGrantable(Visit visit, String id) {
        return operators
                .get(visit.accountId(), id)
                .map(_ -> Operators.notYours())
                .defaultIfEmpty(Problems.notFound("operator"))
                .flatMap(Problem::signal);
    }

    private static Optional<Role> grantable(Visit visit, @Nullable String word) {
        return visit.operator().role().grants().stream()
                .filter(role -> role.word().equals(word))
                .findFirst();
    }
}
