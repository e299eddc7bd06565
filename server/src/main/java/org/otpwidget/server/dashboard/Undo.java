package org.otpwidget.server.dashboard;

import org.otpwidget.server.problem.Refused;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The form that puts back what the last one did; the page that says what was done offers it.
 *
 * @param path where the form goes; empty: there is nothing to put back
 * @param fields of the form
 */
public record Undo(String path, Map<String, String> fields) {

    /** For pages that come after nothing that could be put back. */
    static final Undo NONE = new Undo("", Map.of());

    /** All that it may do: switches, an operator's role, and the latest change of something. */
    private static final Pattern PATHS =
            Pattern.compile(
                    "/dashboard/(?:(?:widgets|tokens|authkeys|providers)/[0-9a-f]{24}/enabled"
                            + "|operators/[0-9a-f]{24}"
                            + "|(?:(?:widgets|templates|tokens|webhooks)/[0-9a-f]{24}|account)"
                            + "/undo)");

    private static final Pattern NAME = Pattern.compile("[a-z]{1,20}");
    private static final Pattern VALUE = Pattern.compile("[a-z0-9]{1,20}");

    /** The opposite of a switch. */
    public static Undo enabled(String path, boolean before) {
        return new Undo(path, Map.of("enabled", Boolean.toString(before)));
    }

    /** Which way a form of ours switches something. */
    public static boolean enabled(MultiValueMap<String, String> sent) {
        return "true".equals(sent.getFirst("enabled"));
    }

    /**
     * The change before.
     *
     * @param path of what was changed
     * @param change its number in the audit trail
     */
    public static Undo change(String path, long change) {
        return new Undo(path + "/undo", Map.of("change", Long.toString(change)));
    }

    /** The change that a form of ours names; none has the number 0. */
    public static long change(MultiValueMap<String, String> sent) {
        String number = sent.getFirst("change");
        return number != null && number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
    }

    /** To the page of what could not be put back, as it is now, which says so and why. */
    public static Mono<Rendering> failed(Refused refused, String path) {
        return refused.problem().status() == 404
                ? Mono.error(refused)
                : Mono.just(
                        Go.to(
                                path,
                                refused.problem().errors().isEmpty()
                                        ? "not.undone"
                                        : "not.accepted"));
    }

    /** Whether it is one of those that there may be. */
    boolean isFit() {
        return PATHS.matcher(path).matches()
                && fields.keySet().stream().allMatch(name -> NAME.matcher(name).matches())
                && fields.values().stream().allMatch(value -> VALUE.matcher(value).matches());
    }
}
