package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.verification.LinkAnswer;
import org.otpwidget.server.verification.LinkAnswer.Why;
import org.otpwidget.server.verification.LinkView;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders what became of a link as a page in the person's language. */
final class LinkPages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
                    + " base-uri 'none'; frame-ancestors 'none'; trusted-types 'none';"
                    + " require-trusted-types-for 'script'; form-action 'self'";

    private LinkPages() {}

    static Mono<ServerResponse> of(ServerRequest request, LinkAnswer answer) {
        return switch (answer) {
            case LinkAnswer.Waiting waiting -> ask(request, waiting);
            case LinkAnswer.Confirmed confirmed ->
                    confirmed.next() == null
                            ? say(request, HttpStatus.OK, "confirmed")
                            : goOn(confirmed.next());
            case LinkAnswer.Denied _ -> say(request, HttpStatus.OK, "denied");
            case LinkAnswer.Over over ->
                    say(
                            request,
                            over.why() == Why.UNKNOWN ? HttpStatus.NOT_FOUND : HttpStatus.GONE,
                            over.why().name().toLowerCase(Locale.ROOT));
        };
    }

    /** A page that only says something; the key names its title and text. */
    static Mono<ServerResponse> say(ServerRequest request, HttpStatus status, String key) {
        LinkTexts texts = LinkTexts.of(accepted(request), null);
        return page(
                status,
                POLICY,
                Map.of("t", texts, "key", key, "good", key.equals("confirmed"), "asking", false));
    }

    private static Mono<ServerResponse> ask(ServerRequest request, LinkAnswer.Waiting waiting) {
        LinkView view = waiting.view();
        var model = new HashMap<String, Object>();
        model.put("t", LinkTexts.of(accepted(request), view.lang()));
        model.put("key", "ask");
        model.put("good", false);
        model.put("asking", true);
        model.put("view", view);
        model.put("action", request.path());
        model.put("asked", TIME.format(view.askedAt()));
        boolean wrong = waiting.attemptsLeft() != null;
        if (wrong) {
            model.put("attemptsLeft", waiting.attemptsLeft());
        }
        return page(
                wrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK,
                POLICY + destinations(view.redirectOrigin()),
                model);
    }

    /**
     * Browsers hold the redirects of a form to the policy of its page, and those of the customer's
     * own site as well. Only on a developer's machine these are not HTTPS.
     */
    private static String destinations(@Nullable String origin) {
        if (origin == null) {
            return "";
        }
        return origin.startsWith("https:") ? " https:" : " https: http:";
    }

    private static Mono<ServerResponse> goOn(URI next) {
        return secured(ServerResponse.seeOther(next)).build();
    }

    private static Mono<ServerResponse> page(
            HttpStatus status, String policy, Map<String, Object> model) {
        return secured(ServerResponse.status(status))
                .header("Content-Security-Policy", policy)
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Vary", "Accept-Language")
                .contentType(MediaType.TEXT_HTML)
                .render("link", model);
    }

    private static ServerResponse.BodyBuilder secured(ServerResponse.BodyBuilder answer) {
        return answer.cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("X-Content-Type-Options", "nosniff");
    }

    private static List<Locale> accepted(ServerRequest request) {
        try {
            return request.headers().acceptLanguage().stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .toList();
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }
}
