package org.otpwidget.server.dashboard.people;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.AuditEntry.Change;
import org.otpwidget.server.account.Invitation;
import org.otpwidget.server.account.Invitations;
import org.otpwidget.server.account.Operator;
import org.otpwidget.server.account.OperatorSession;
import org.otpwidget.server.account.OperatorSessions;
import org.otpwidget.server.account.Operators;
import org.otpwidget.server.account.Permission;
import org.otpwidget.server.account.Role;
import org.otpwidget.server.dashboard.Audited;
import org.otpwidget.server.dashboard.Audited.Line;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /dashboard/operators}: who may sign in, who is signed in, and who is invited. */
@Controller
@RequestMapping("/dashboard/operators")
class OperatorPages {

    private static final String LIST = "/dashboard/operators";

    private final Operators operators;
    private final OperatorSessions sessions;
    private final Invitations invitations;
    private final Welcome welcome;
    private final Audited audited;

    OperatorPages(
            Operators operators,
            OperatorSessions sessions,
            Invitations invitations,
            Welcome welcome,
            Audited audited) {
        this.operators = operators;
        this.sessions = sessions;
        this.invitations = invitations;
        this.welcome = welcome;
        this.audited = audited;
    }

    @GetMapping
    Mono<Rendering> list(@May(Permission.SEE) Visit visit) {
        return page(visit, "", "");
    }

    @PostMapping("/invite")
    Mono<Rendering> invite(
            @May(value = Permission.MANAGE_OPERATORS, proved = true) Visit visit,
            ServerWebExchange exchange,
            Locale language) {
        return exchange.getFormData()
                .flatMap(
                        sent -> {
                            String typed = Objects.requireNonNullElse(sent.getFirst("email"), "");
                            var email = Operators.canonical(typed);
                            var role = grantable(visit, sent.getFirst("role"));
                            return email.isEmpty() || role.isEmpty()
                                    ? page(visit, typed, email.isEmpty() ? "noEmail" : "noRole")
                                    : invite(visit, email.get(), role.get(), language);
                        });
    }

    @PostMapping("/{id}")
    Mono<Rendering> change(
            @May(value = Permission.MANAGE_OPERATORS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return Mono.zip(exchange.getFormData(), found(visit, id))
                .flatMap(
                        both -> {
                            boolean enabled = "true".equals(both.getT1().getFirst("enabled"));
                            var role = grantable(visit, both.getT1().getFirst("role"));
                            return role.isPresent()
                                            && visit.operator().role().mayGrant(both.getT2().role())
                                    ? change(visit, id, role.get(), enabled)
                                    : Mono.error(() -> notYours().refused());
                        });
    }

    /** To give the passphrase for a change is asked for; afterwards this leads back. */
    @GetMapping("/{id}")
    Rendering back(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return Go.to(LIST);
    }

    @PostMapping("/sessions/{id}/end")
    Mono<Rendering> end(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return sessions.list(visit.accountId())
                .filter(session -> session.id().equals(id) && mayEnd(visit, session))
                .next()
                .switchIfEmpty(Mono.error(() -> Problems.notFound("session").refused()))
                .flatMap(
                        session ->
                                audited.change(
                                        visit,
                                        sessions.end(visit.accountId(), id),
                                        _ ->
                                                new Line(
                                                        "session.ended",
                                                        session.id(),
                                                        session.operator().email(),
                                                        List.of())))
                .thenReturn(Go.to(LIST, "session.ended"));
    }

    @PostMapping("/invitations/{id}/revoke")
    Mono<Rendering> revoke(@May(Permission.MANAGE_OPERATORS) Visit visit, @PathVariable String id) {
        return audited.change(
                        visit,
                        invitations.revoke(visit.accountId(), id),
                        taken ->
                                new Line(
                                        "operator.uninvited",
                                        taken.id(),
                                        String.valueOf(taken.email()),
                                        List.of()))
                .map(_ -> Go.to(LIST, "invitation.revoked"))
                .switchIfEmpty(Mono.error(() -> Problems.notFound("invitation").refused()));
    }

    private Mono<Rendering> invite(Visit visit, String email, Role role, Locale language) {
        return invitations
                .invite(visit.operator(), visit.address(), email, role)
                .flatMap(made -> welcome.send(made, language))
                .map(
                        sent ->
                                sent.link().isEmpty()
                                        ? Go.to(LIST, "invitation.sent")
                                        : Rendering.view("dashboard/people/invited")
                                                .modelAttribute("email", email)
                                                .modelAttribute("link", sent.link())
                                                .build());
    }

    private Mono<Rendering> change(Visit visit, String id, Role role, boolean enabled) {
        return audited.change(
                        visit,
                        operators
                                .change(visit.accountId(), id, role, enabled)
                                .delayUntil(
                                        before ->
                                                enabled
                                                        ? Mono.empty()
                                                        : sessions.endAll(before.id()))
                                .delayUntil(
                                        before ->
                                                enabled && role == before.role()
                                                        ? Mono.empty()
                                                        : invitations.revokeAll(visit.accountId())),
                        before ->
                                new Line(
                                        "operator.changed",
                                        before.id(),
                                        before.email(),
                                        differences(before, role, enabled)))
                .thenReturn(Go.to(LIST, "saved"));
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

    private Mono<Rendering> page(Visit visit, String email, String error) {
        return Mono.zip(
                        operators.list(visit.accountId()).collectList(),
                        sessions.list(visit.accountId())
                                .filter(session -> mayEnd(visit, session))
                                .collectList(),
                        openInvitations(visit))
                .map(
                        all ->
                                Rendering.view("dashboard/people/operators")
                                        .status(
                                                error.isEmpty()
                                                        ? HttpStatus.OK
                                                        : HttpStatus.UNPROCESSABLE_CONTENT)
                                        .modelAttribute("operators", all.getT1())
                                        .modelAttribute("sessions", all.getT2())
                                        .modelAttribute("invitations", all.getT3())
                                        .modelAttribute("roles", grantable(visit))
                                        .modelAttribute("email", email)
                                        .modelAttribute("error", error)
                                        .build());
    }

    private Mono<List<Invitation>> openInvitations(Visit visit) {
        return visit.may(Permission.MANAGE_OPERATORS)
                ? invitations.open(visit.accountId()).collectList()
                : Mono.just(List.of());
    }

    /** Everybody ends their own sessions; who manages operators ends others'. */
    private static boolean mayEnd(Visit visit, OperatorSession session) {
        return session.operator().id().equals(visit.operator().id())
                || visit.operator().role().mayGrant(session.operator().role());
    }

    private static List<Role> grantable(Visit visit) {
        return Arrays.stream(Role.values()).filter(visit.operator().role()::mayGrant).toList();
    }

    private static Optional<Role> grantable(Visit visit, @Nullable String word) {
        return grantable(visit).stream().filter(role -> role.word().equals(word)).findFirst();
    }

    private Mono<Operator> found(Visit visit, String id) {
        return operators
                .get(visit.accountId(), id)
                .switchIfEmpty(Mono.error(() -> Problems.notFound("operator").refused()));
    }

    private static Problem notYours() {
        return Problems.conflict("Only an owner can make, change or remove owners.");
    }
}
