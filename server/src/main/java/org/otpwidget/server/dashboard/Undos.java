package org.otpwidget.server.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Carries an {@link Undo} from the answer that did something to the page that says so. It travels
 * in a cookie, so that nobody else's link can offer one; and since a neighbour of this host might
 * set cookies for it, the cookie is signed for the session and ends after a minute.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-8.6">RFC 6265, 8.6: weak
 *     integrity</a>
 */
@Component
public final class Undos {

    static final String COOKIE = "otp-undo";

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /**
     * Signature; then what is signed: its end, what was done, the page that says so, the path, the
     * fields.
     */
    private static final Pattern VALUE =
            Pattern.compile(
                    "([A-Za-z0-9_-]{48})!(([0-9]{1,12})!([a-zA-Z.]{1,40})!([a-z0-9/]{1,100})!([a-z0-9/]{1,100})!([a-z0-9=&]{1,200}))");

    private final Secrets secrets;
    private final Clock clock;

    Undos(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * To a page that says what was done, and offers to put it back.
     *
     * @param done the word of a text {@code done.<word>}
     */
    public Rendering go(Visit visit, String path, String done, Undo undo) {
        if (!undo.isFit()) {
            throw new IllegalArgumentException("No such undo: " + undo);
        }
        return Rendering.redirectTo(Go.saying(path, done))
                .status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie(visit, path, done, undo).toString())
                .build();
    }

    /**
     * To a page that says what was done, and offers to put the change back where that can be done.
     *
     * @param change its number in the audit trail; empty when it cannot be put back
     */
    public Mono<Rendering> go(Visit visit, String path, String done, Mono<Long> change) {
        return change.map(number -> go(visit, path, done, Undo.change(path, number)))
                .defaultIfEmpty(Go.to(path, done));
    }

    /**
     * To a list in which something was switched on or off, and offers to switch it back.
     *
     * @param list path of the list
     * @param kind first word of the texts
     * @param enabled what it is now
     */
    public Rendering switched(Visit visit, String list, String kind, String id, boolean enabled) {
        return switched(visit, list, id, enabled, kind + (enabled ? ".enabled" : ".disabled"));
    }

    /** The same, with a word of one's own for what was done. */
    public Rendering switched(Visit visit, String list, String id, boolean enabled, String done) {
        return go(visit, list, done, Undo.enabled(list + "/" + id + "/enabled", !enabled));
    }

    /** What to offer on a page that says what was done; {@link Undo#NONE} for nothing. */
    Undo after(Visit visit, ServerHttpRequest request, String done) {
        var cookie = request.getCookies().getFirst(COOKIE);
        var value = VALUE.matcher(cookie == null ? "" : cookie.getValue());
        if (!value.matches()
                || !value.group(4).equals(done)
                || !value.group(5).equals(request.getPath().value())
                || !isSigned(visit, value.group(1), value.group(2))
                || !clock.instant().isBefore(Instant.ofEpochSecond(number(value.group(3))))) {
            return Undo.NONE;
        }
        var undo = new Undo(value.group(6), fields(value.group(7)));
        return undo.isFit() ? undo : Undo.NONE;
    }

    private ResponseCookie cookie(Visit visit, String page, String done, Undo undo) {
        String pairs =
                new TreeMap<>(undo.fields())
                        .entrySet().stream()
                                .map(field -> field.getKey() + "=" + field.getValue())
                                .collect(Collectors.joining("&"));
        long end = clock.instant().plus(LIFETIME).getEpochSecond();
        String signed = String.join("!", Long.toString(end), done, page, undo.path(), pairs);
        return ResponseCookie.from(COOKIE, signature(visit, signed) + "!" + signed)
                .path(Next.HOME)
                .httpOnly(true)
                .secure(!visit.plain())
                .sameSite("Strict")
                .maxAge(LIFETIME)
                .build();
    }

    private String signature(Visit visit, String signed) {
        var hash = secrets.hash(Purpose.UNDO, session(visit), signed.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.bytes());
    }

    private boolean isSigned(Visit visit, String signature, String signed) {
        var hash = KeyedHash.of(Base64.getUrlDecoder().decode(signature));
        return secrets.matches(hash, Purpose.UNDO, session(visit), signed.getBytes(UTF_8));
    }

    private static byte[] session(Visit visit) {
        return visit.session().id().getBytes(UTF_8);
    }

    private static Map<String, String> fields(@Nullable String pairs) {
        var fields = new LinkedHashMap<String, String>();
        for (String pair : String.valueOf(pairs).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return fields;
    }

    private static long number(String digits) {
        return Long.parseLong(digits);
    }
}
