package org.otpwidget.server.embed.web;

import org.otpwidget.server.embed.ContentCoding;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The codings that a client takes, by weight.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110, 12.5.3</a>
 */
final class AcceptEncoding {

    /** Less than any weight that can be written: identity comes last unless it is asked for. */
    private static final double UNMENTIONED_IDENTITY = 0.0001;

    private static final String WEIGHT = "0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?";

    private static final Pattern ELEMENT =
            Pattern.compile("([\\w!#$%&'*+.^`|~-]+)(?:\\s*;\\s*q=(" + WEIGHT + "))?");

    private final Map<String, Double> weights = new HashMap<>();

    private AcceptEncoding() {}

    /** Reads the header's values; elements that break the grammar are skipped. */
    static AcceptEncoding of(List<String> headers) {
        var accepted = new AcceptEncoding();
        for (String header : headers) {
            for (String element : header.toLowerCase(Locale.ROOT).split(",", -1)) {
                Matcher matcher = ELEMENT.matcher(element.strip());
                if (matcher.matches()) {
                    String weight = matcher.group(2);
                    accepted.weights.put(
                            matcher.group(1), weight == null ? 1 : Double.parseDouble(weight));
                }
            }
        }
        return accepted;
    }

    /** The coding with the highest weight, the smallest file on a draw, identity as last resort. */
    ContentCoding best(Set<ContentCoding> available) {
        return available.stream()
                .filter(coding -> weight(coding) > 0)
                .max(
                        Comparator.comparingDouble(this::weight)
                                .thenComparing(Comparator.reverseOrder()))
                .orElse(ContentCoding.IDENTITY);
    }

    private double weight(ContentCoding coding) {
        double unmentioned = coding == ContentCoding.IDENTITY ? UNMENTIONED_IDENTITY : 0;
        double any = weights.getOrDefault("*", unmentioned);
        return weights.getOrDefault(coding.token(), any);
    }
}
