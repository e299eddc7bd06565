package org.otpwidget.server.dashboard.entry;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.ChosenLanguage;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.Next;
import org.otpwidget.server.dashboard.SessionCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import java.time.Duration;

/** {@code /sign-in/language/…}: remembers the language that somebody chose, in a cookie. */
@Controller
class LanguageChoice {

    private static final Duration LIFETIME = Duration.ofDays(365);

    @GetMapping("/sign-in/language/{tag}")
    Rendering choose(
            @PathVariable String tag,
            @RequestParam(required = false) @Nullable String next,
            ServerWebExchange exchange) {
        ChosenLanguage.LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(tag))
                .findFirst()
                .ifPresent(
                        language ->
                                exchange.getResponse()
                                        .addCookie(
                                                ResponseCookie.from(
                                                                ChosenLanguage.COOKIE,
                                                                language.getLanguage())
                                                        .path("/")
                                                        .httpOnly(true)
                                                        .secure(
                                                                !SessionCookie.isLocal(
                                                                        exchange.getRequest()))
                                                        .sameSite("Lax")
                                                        .maxAge(LIFETIME)
                                                        .build()));
        return Go.to(Next.of(next));
    }
}
