package org.otpwidget.server.dashboard;

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

    /** All that it may do: switches, and an operator's role. */
    private static final Pattern PATHS =
            Pattern.compile(
                    "/dashboard/(?:(?:widgets|tokens|authkeys|providers)/[0-9a-f]{24}/enabled"
                            + "|operators/[0-9a-f]{24})");

    private static final Pattern NAME = Pattern.compile("[a-z]{1,20}");
    private static final Pattern VALUE = Pattern.compile("[a-z0-9]{1,20}");

    /** The opposite of a switch. */
    public static Undo enabled(String path, boolean before) {
        return new Undo(path, Map.of("enabled", Boolean.toString(before)));
    }

    /** Whether it is one of those that there may be. */
    boolean isFit() {
        return PATHS.matcher(path).matches()
                && fields.keySet().stream().allMatch(name -> NAME.matcher(name).matches())
                && fields.values().stream().allMatch(value -> VALUE.matcher(value).matches());
    }
}
