package org.otpwidget.server.dashboard.entry;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Next;
import org.otpwidget.server.dashboard.SessionCookie;
import org.otpwidget.server.dashboard.Typed;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.OperatorSessions;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.operator.SignIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.Objects;

/** Signing in, giving the passphrase again, signing out. */
@Controller
class SignInPages {

    private final SignIn signIn;
    private final EntryForms forms;
    private final OperatorSessions sessions;
    private final ClientIp clientIp;

    SignInPages(SignIn signIn, EntryForms forms, OperatorSessions sessions, ClientIp clientIp) {
        this.signIn = signIn;
        this.forms = forms;
        this.sessions = sessions;
        this.clientIp = clientIp;
    }

    @GetMapping("/sign-in")
    Mono<Rendering> form(
            @RequestParam(required = false) @Nullable String next, ServerWebExchange exchange) {
        return forms.signIn(exchange.getRequest(), Next.of(next), "", "");
    }

    @PostMapping("/sign-in")
    Mono<Rendering> signIn(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return exchange.getFormData()
                .flatMap(
                        form ->
                                signIn.signIn(
                                                Typed.text(form, "email"),
                                                Typed.secret(form, "passphrase"),
                                                clientIp.of(request),
                                                agent(request))
                                        .flatMap(outcome -> answer(outcome, form, exchange)));
    }

    private Mono<Rendering> answer(
            SignIn.Outcome outcome,
            MultiValueMap<String, String> form,
            ServerWebExchange exchange) {
        String next = Next.of(form.getFirst("next"));
        return switch (outcome) {
            case SignIn.Outcome.SignedIn(var opened) -> {
                exchange.getResponse()
                        .addCookie(SessionCookie.of(exchange.getRequest(), opened.token()));
                yield Mono.just(Go.to(next));
            }
            case SignIn.Outcome.Wrong _ ->
                    forms.signIn(exchange.getRequest(), next, Typed.text(form, "email"), "wrong");
            case SignIn.Outcome.TooMany _ ->
                    forms.signIn(exchange.getRequest(), next, Typed.text(form, "email"), "tooMany");
        };
    }

    @GetMapping("/dashboard/confirm")
    Mono<Rendering> confirmForm(
            @May(Permission.SEE) Visit visit,
            @RequestParam(required = false) @Nullable String next) {
        return forms.confirm(visit.session(), Next.of(next), "");
    }

    @PostMapping("/dashboard/confirm")
    Mono<Rendering> confirm(@May(Permission.SEE) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        form ->
                                signIn.confirm(
                                                visit.session(),
                                                Typed.secret(form, "passphrase"),
                                                visit.address())
                                        .flatMap(
                                                outcome ->
                                                        confirmed(
                                                                outcome,
                                                                Next.of(form.getFirst("next")),
                                                                visit)));
    }

    private Mono<Rendering> confirmed(SignIn.Outcome outcome, String next, Visit visit) {
        return switch (outcome) {
            case SignIn.Outcome.SignedIn _ -> Mono.just(Go.to(next));
            case SignIn.Outcome.Wrong _ -> forms.confirm(visit.session(), next, "wrong");
            case SignIn.Outcome.TooMany _ -> forms.confirm(visit.session(), next, "tooMany");
        };
    }

    @PostMapping("/dashboard/sign-out")
    Mono<Rendering> signOut(@May(Permission.SEE) Visit visit, ServerWebExchange exchange) {
        exchange.getResponse().addCookie(SessionCookie.gone(exchange.getRequest()));
        return sessions.end(visit.accountId(), visit.session().id())
                .thenReturn(Go.to("/sign-in", "signedOut"));
    }

    static String agent(ServerHttpRequest request) {
        return Objects.requireNonNullElse(
                request.getHeaders().getFirst(HttpHeaders.USER_AGENT), "");
    }
}
