package org.otpwidget.samplesite.signin;

import org.otpwidget.samplesite.signin.ExchangeOutcome.NoAnswer;
import org.otpwidget.samplesite.signin.ExchangeOutcome.OtherIdentifier;
import org.otpwidget.samplesite.signin.ExchangeOutcome.Proved;
import org.otpwidget.samplesite.signin.ExchangeOutcome.Refused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.WebSession;

import reactor.core.publisher.Mono;

import java.util.Map;

/** {@code POST /session} signs a visitor in, {@code POST /session/end} signs them out. */
@Controller
class SignInController {

    private final AccessTokenExchange accessTokens;

    SignInController(AccessTokenExchange accessTokens) {
        this.accessTokens = accessTokens;
    }

    @PostMapping(path = "/session", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<Rendering> byForm(@ModelAttribute SignIn signIn, WebSession session) {
        return signIn(signIn, session)
                .map(SignInController::problemPage)
                .defaultIfEmpty(Rendering.redirectTo("/account").build());
    }

    @PostMapping(path = "/session", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Object>> byJson(@RequestBody SignIn signIn, WebSession session) {
        return signIn(signIn, session)
                .map(problem -> ResponseEntity.of(problem.forPrograms()).<Object>build())
                .switchIfEmpty(
                        Mono.fromSupplier(() -> ResponseEntity.ok(Map.of("location", "/account"))));
    }

    @PostMapping("/session/end")
    Mono<Rendering> end(WebSession session) {
        return session.invalidate().thenReturn(Rendering.redirectTo("/").build());
    }

    /** Completes empty once the visitor is signed in. */
    private Mono<Problem> signIn(SignIn signIn, WebSession session) {
        String accessToken = signIn.accessToken();
        if (accessToken == null || signIn.isIncomplete()) {
            return Mono.just(Problem.NOTHING_VERIFIED);
        }
        return accessTokens
                .exchange(accessToken, signIn.identifier())
                .flatMap(outcome -> conclude(outcome, session));
    }

    private static Mono<Problem> conclude(ExchangeOutcome outcome, WebSession session) {
        return switch (outcome) {
            case Proved proved -> VisitorSession.open(session, proved.identifier()).then(none());
            case OtherIdentifier other -> Mono.just(Problem.of(other));
            case Refused refused -> Mono.just(Problem.of(refused));
            case NoAnswer silence -> Mono.just(Problem.of(silence));
        };
    }

    private static <T> Mono<T> none() {
        return Mono.empty();
    }

    private static Rendering problemPage(Problem problem) {
        return Rendering.view("problem")
                .status(problem.status())
                .modelAttribute("problem", problem)
                .build();
    }
}
