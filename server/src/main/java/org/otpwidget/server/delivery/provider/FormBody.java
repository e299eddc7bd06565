package org.otpwidget.server.delivery.provider;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A form that a vendor posted.
 *
 * @param fields decoded values by name, in the order of their coming
 */
public record FormBody(SortedMap<String, List<String>> fields) {

    /**
     * Reads a body.
     *
     * @throws IllegalArgumentException when an escape in it is broken
     */
    public static FormBody parse(String body) {
        var fields = new TreeMap<String, List<String>>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                fields.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new FormBody(fields);
    }

    /** The first value of a field; empty when it is missing. */
    public String first(String name) {
        return Objects.requireNonNullElse(fields.get(name), List.of("")).getFirst();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
