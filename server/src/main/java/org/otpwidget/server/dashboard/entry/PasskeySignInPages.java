package org.otpwidget.server.dashboard.entry;

import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Next;
import org.otpwidget.server.dashboard.SessionCookie;
import org.otpwidget.server.dashboard.Typed;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.operator.SignIn;
import org.otpwidget.server.passkey.Passkeys;
import org.otpwidget.server.passkey.RequestOptions;
import org.otpwidget.server.problem.Problems;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/** Signing in by a passkey, and proving again by one who is there. */
@Controller
class PasskeySignInPages {

    private static final String NOT_BELIEVED = "wrongPasskey";

    private final Passkeys passkeys;
    private final EntryForms forms;
    private final ClientIp clientIp;

    PasskeySignInPages(Passkeys passkeys, EntryForms forms, ClientIp clientIp) {
        this.passkeys = passkeys;
        this.forms = forms;
        this.clientIp = clientIp;
    }

    /** What the browser asks the authenticator, for the script of the page. */
    @GetMapping("/sign-in/passkey")
    @ResponseBody
    Mono<RequestOptions> options() {
        return passkeys.request().switchIfEmpty(Problems.notFound("passkey").signal());
    }

    @PostMapping("/sign-in/passkey")
    Mono<Rendering> signIn(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                passkeys.signIn(
                                                Typed.text(sent, "credential"),
                                                clientIp.of(request),
                                                SignInPages.agent(request))
                                        .flatMap(
                                                outcome ->
                                                        signedIn(
                                                                outcome,
                                                                Next.of(sent.getFirst("next")),
                                                                exchange)));
    }

    @GetMapping("/dashboard/confirm/passkey")
    @ResponseBody
    Mono<RequestOptions> options(@May(Permission.SEE) Visit visit) {
        return passkeys.request(visit.session())
                .switchIfEmpty(Problems.notFound("passkey").signal());
    }

    @PostMapping("/dashboard/confirm/passkey")
    Mono<Rendering> confirm(@May(Permission.SEE) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                passkeys.confirm(
                                                visit.session(),
                                                Typed.text(sent, "credential"),
                                                visit.address())
                                        .flatMap(
                                                outcome ->
                                                        confirmed(
                                                                outcome,
                                                                Next.of(sent.getFirst("next")),
                                                                visit)));
    }

    private Mono<Rendering> signedIn(
            SignIn.Outcome outcome, String next, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return switch (outcome) {
            case SignIn.Outcome.SignedIn(var opened) -> {
                exchange.getResponse().addCookie(SessionCookie.of(request, opened.token()));
                yield Mono.just(Go.to(next));
            }
            case SignIn.Outcome.Wrong _ -> forms.signIn(request, next, "", NOT_BELIEVED);
            case SignIn.Outcome.TooMany _ -> forms.signIn(request, next, "", "tooMany");
        };
    }

    private Mono<Rendering> confirmed(SignIn.Outcome outcome, String next, Visit visit) {
        return switch (outcome) {
            case SignIn.Outcome.SignedIn _ -> Mono.just(Go.to(next));
            case SignIn.Outcome.Wrong _ -> forms.confirm(visit.session(), next, NOT_BELIEVED);
            case SignIn.Outcome.TooMany _ -> forms.confirm(visit.session(), next, "tooMany");
        };
    }
}
