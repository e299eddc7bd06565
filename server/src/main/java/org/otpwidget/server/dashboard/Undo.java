package org.otpwidget.server.dashboard;

import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The form that puts back what the last one switched; the page that says what was done offers it.
 * It travels in a cookie of the answer, not in an address: nobody else's link can offer one.
 *
 * @param path where the form goes; empty: there is nothing to put back
 * @param fields of the form
 */
public record Undo(String path, Map<String, String> fields) {

    /** For pages that come after no switch. */
    static final Undo NONE = new Undo("", Map.of());

    private static final String COOKIE = "otp-undo";
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /** What was done, the path, the fields. */
    private static final Pattern VALUE =
            Pattern.compile(
                    "([a-zA-Z.]{1,40})!(/dashboard/[a-z]+/[0-9a-f]{24}(?:/[a-z]+)?)!([a-z]+=[a-z]+(?:&[a-z]+=[a-z]+)*)");

    /** The opposite of a switch. */
    public static Undo enabled(String path, boolean before) {
        return new Undo(path, Map.of("enabled", Boolean.toString(before)));
    }

    /** Lets the next page offer it, if it says that this was done. */
    ResponseCookie cookie(String done) {
        String pairs =
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .sorted()
                        .collect(Collectors.joining("&"));
        return ResponseCookie.from(COOKIE, done + "!" + path + "!" + pairs)
                .path(Next.HOME)
                .httpOnly(true)
                .sameSite("Strict")
                .maxAge(LIFETIME)
                .build();
    }

    /** What to offer on a page that says what was done; {@link #NONE} for nothing. */
    static Undo after(ServerHttpRequest request, String done) {
        var cookie = request.getCookies().getFirst(COOKIE);
        var value = VALUE.matcher(cookie == null ? "" : cookie.getValue());
        if (!value.matches() || !value.group(1).equals(done)) {
            return NONE;
        }
        var fields = new LinkedHashMap<String, String>();
        Arrays.stream(value.group(3).split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> fields.put(pair[0], pair[1]));
        return new Undo(value.group(2), fields);
    }
}
