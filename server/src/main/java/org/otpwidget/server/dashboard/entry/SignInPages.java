package org.otpwidget.server.dashboard.entry;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.OperatorSessions;
import org.otpwidget.server.account.Operators;
import org.otpwidget.server.account.Permission;
import org.otpwidget.server.account.SignIn;
import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Next;
import org.otpwidget.server.dashboard.SessionCookie;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.secret.SecretText;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
    private final Operators operators;
    private final OperatorSessions sessions;
    private final ClientIp clientIp;

    SignInPages(SignIn signIn, Operators operators, OperatorSessions sessions, ClientIp clientIp) {
        this.signIn = signIn;
        this.operators = operators;
        this.sessions = sessions;
        this.clientIp = clientIp;
    }

    @GetMapping("/sign-in")
    Mono<Rendering> form(
            @RequestParam(required = false) @Nullable String next, ServerWebExchange exchange) {
        return page(exchange.getRequest(), Next.of(next), "", "");
    }

    @PostMapping("/sign-in")
    Mono<Rendering> signIn(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return exchange.getFormData()
                .flatMap(
                        form ->
                                signIn.signIn(
                                                text(form, "email"),
                                                SecretText.of(text(form, "passphrase")),
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
                    page(exchange.getRequest(), next, text(form, "email"), "wrong");
            case SignIn.Outcome.TooMany _ ->
                    page(exchange.getRequest(), next, text(form, "email"), "tooMany");
        };
    }

    @GetMapping("/dashboard/confirm")
    Rendering confirmForm(
            @May(Permission.SEE) Visit visit,
            @RequestParam(required = false) @Nullable String next) {
        return confirmPage(Next.of(next), "");
    }

    @PostMapping("/dashboard/confirm")
    Mono<Rendering> confirm(@May(Permission.SEE) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        form ->
                                signIn.confirm(
                                                visit.session(),
                                                SecretText.of(text(form, "passphrase")),
                                                visit.address())
                                        .map(
                                                outcome -> {
                                                    String next = Next.of(form.getFirst("next"));
                                                    return switch (outcome) {
                                                        case SignIn.Outcome.SignedIn _ ->
                                                                Go.to(next);
                                                        case SignIn.Outcome.Wrong _ ->
                                                                confirmPage(next, "wrong");
                                                        case SignIn.Outcome.TooMany _ ->
                                                                confirmPage(next, "tooMany");
                                                    };
                                                }));
    }

    @PostMapping("/dashboard/sign-out")
    Mono<Rendering> signOut(@May(Permission.SEE) Visit visit, ServerWebExchange exchange) {
        exchange.getResponse().addCookie(SessionCookie.gone(exchange.getRequest()));
        return sessions.end(visit.accountId(), visit.session().id())
                .thenReturn(Go.to("/sign-in", "signedOut"));
    }

    private Mono<Rendering> page(
            ServerHttpRequest request, String next, String email, String error) {
        return operators
                .any()
                .map(
                        any ->
                                Rendering.view("dashboard/entry/sign-in")
                                        .status(status(error))
                                        .modelAttribute("next", next)
                                        .modelAttribute("email", email)
                                        .modelAttribute("error", error)
                                        .modelAttribute("empty", !any)
                                        .modelAttribute("insecure", isInsecure(request))
                                        .build());
    }

    private static Rendering confirmPage(String next, String error) {
        return Rendering.view("dashboard/entry/confirm")
                .status(status(error))
                .modelAttribute("next", next)
                .modelAttribute("error", error)
                .build();
    }

    private static HttpStatus status(String error) {
        return switch (error) {
            case "" -> HttpStatus.OK;
            case "tooMany" -> HttpStatus.TOO_MANY_REQUESTS;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    /** Over plain HTTP from elsewhere the browser would not keep the cookie; better say so. */
    private static boolean isInsecure(ServerHttpRequest request) {
        String mode = request.getHeaders().getFirst("Sec-Fetch-Mode");
        return !SessionCookie.isLocal(request)
                && mode == null
                && "1".equals(request.getHeaders().getFirst("Upgrade-Insecure-Requests"));
    }

    static String agent(ServerHttpRequest request) {
        return Objects.requireNonNullElse(
                request.getHeaders().getFirst(HttpHeaders.USER_AGENT), "");
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        return Objects.requireNonNullElse(form.getFirst(name), "");
    }
}
