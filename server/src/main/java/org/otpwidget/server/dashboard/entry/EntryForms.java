package org.otpwidget.server.dashboard.entry;

import org.otpwidget.server.dashboard.SessionCookie;
import org.otpwidget.server.operator.OperatorSession;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.passkey.Passkeys;
import org.otpwidget.server.passkey.RelyingParty;
import org.otpwidget.server.signincode.Offers;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.Map;

/** The forms at the door: signing in, and proving again who is there. */
@Component
class EntryForms {

    private final Operators operators;
    private final Passkeys passkeys;
    private final Offers codes;

    EntryForms(Operators operators, Passkeys passkeys, Offers codes) {
        this.operators = operators;
        this.passkeys = passkeys;
        this.codes = codes;
    }

    /**
     * The sign-in page.
     *
     * @param email to show again
     * @param error word of a text {@code entry.<word>}; empty for none
     */
    Mono<Rendering> signIn(ServerHttpRequest request, String next, String email, String error) {
        return Mono.zip(operators.any(), codes.any())
                .map(
                        there ->
                                Rendering.view("dashboard/entry/sign-in")
                                        .status(status(error))
                                        .modelAttribute("path", "/sign-in")
                                        .modelAttribute("next", next)
                                        .modelAttribute("email", email)
                                        .modelAttribute("error", error)
                                        .modelAttribute("empty", !there.getT1())
                                        .modelAttribute("byCode", there.getT2())
                                        .modelAttribute("insecure", isInsecure(request))
                                        .model(site(true))
                                        .build());
    }

    /** The page that asks somebody who is signed in to prove it again. */
    Mono<Rendering> confirm(OperatorSession session, String next, String error) {
        return passkeys.list(session.operator())
                .hasElements()
                .map(
                        any ->
                                Rendering.view("dashboard/entry/confirm")
                                        .status(status(error))
                                        .modelAttribute("path", "/dashboard/confirm")
                                        .modelAttribute("next", next)
                                        .modelAttribute("error", error)
                                        .model(site(any))
                                        .build());
    }

    /**
     * The page of a link that cannot be used any more.
     *
     * @param next where to go instead
     */
    static Rendering gone(LinkMail.Kind kind, String next) {
        return Rendering.view("dashboard/entry/gone")
                .status(HttpStatus.GONE)
                .modelAttribute("kind", kind.word())
                .modelAttribute("next", next)
                .build();
    }

    /** Where passkeys work; the pages offer none without. */
    private Map<String, RelyingParty> site(boolean wanted) {
        return passkeys.site()
                .filter(_ -> wanted)
                .map(site -> Map.of("site", site))
                .orElse(Map.of());
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
}
