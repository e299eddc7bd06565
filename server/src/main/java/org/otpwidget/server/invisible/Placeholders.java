package org.otpwidget.server.invisible;

import tools.jackson.databind.json.JsonMapper;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills {@code ##NAME##} in addresses and JSON bodies; what a value brings along stays a value. */
final class Placeholders {

    private static final Pattern NAME = Pattern.compile("##([A-Z_]+)##");

    private Placeholders() {}

    static String inAddress(String template, Map<String, String> values) {
        return fill(template, values, Placeholders::forAddress);
    }

    static String inJson(String template, Map<String, String> values) {
        return fill(template, values, Placeholders::forJson);
    }

    /** The names in a template. */
    static Set<String> of(String template) {
        return NAME.matcher(template)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String fill(
            String template, Map<String, String> values, UnaryOperator<String> escape) {
        return NAME.matcher(template)
                .replaceAll(
                        found -> {
                            String value = values.get(found.group(1));
                            return Matcher.quoteReplacement(
                                    value == null ? found.group() : escape.apply(value));
                        });
    }

    private static String forAddress(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String forJson(String value) {
        String quoted = JsonMapper.shared().writeValueAsString(value);
        return quoted.substring(1, quoted.length() - 1);
    }
}
