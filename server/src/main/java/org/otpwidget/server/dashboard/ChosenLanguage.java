package org.otpwidget.server.dashboard;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The language that an operator chose, or else the one of the account, or else the one that the
 * browser asks for.
 */
public final class ChosenLanguage implements LocaleContextResolver {

    /** Cookie that remembers the choice. */
    static final String COOKIE = "otp-language";

    /** Those that the dashboard speaks; the first one is for everybody else. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("hi"));

    private static final String CHOSEN = ChosenLanguage.class.getName() + ".chosen";
    private static final String USUAL = ChosenLanguage.class.getName() + ".usual";

    private final AcceptHeaderLocaleContextResolver browser =
            new AcceptHeaderLocaleContextResolver();

    ChosenLanguage() {
        browser.setSupportedLocales(LANGUAGES);
        browser.setDefaultLocale(LANGUAGES.getFirst());
    }

    @Override
    public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
        return known(exchange.getAttribute(CHOSEN))
                .or(() -> known(cookie == null ? null : cookie.getValue()))
                .or(() -> known(exchange.getAttribute(USUAL)))
                .<LocaleContext>map(SimpleLocaleContext::new)
                .orElseGet(() -> browser.resolveLocaleContext(exchange));
    }

    /** Says which language was chosen by this very call. */
    static void choose(ServerWebExchange exchange, Locale language) {
        exchange.getAttributes().put(CHOSEN, language.getLanguage());
    }

    /** Says which language an account has; null: none. */
    static void usually(ServerWebExchange exchange, @Nullable String language) {
        known(language).ifPresent(_ -> exchange.getAttributes().put(USUAL, language));
    }

    /** A language that the dashboard speaks. */
    public static Optional<Locale> known(@Nullable String word) {
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(word))
                .findFirst();
    }

    @Override
    public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("The language is chosen by a cookie");
    }
}
