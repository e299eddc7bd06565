package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a snippet would send, read out of its text, whatever its language.
 *
 * @param path behind {@code /api/v5/widget/}
 * @param fields names of the body
 */
record SnippetCall(String path, List<String> fields) {

    private static final Pattern ADDRESS =
            Pattern.compile("http://[^/\\s\"'`]+/api/v5/widget/([A-Za-z]*)");
    private static final Pattern POST =
            Pattern.compile("(?i)\\bpost|requestMethod = \"POST\"| -d |Request\\(");
    private static final Pattern APP_CALL =
            Pattern.compile("all\\(['\"]([a-z]+Otp(?:Mobile)?)['\"](.*)");

    /** The exchange of a server's snippet, which looks at {@code type}. */
    static SnippetCall ofServer(String text) {
        requireJsonPost(text);
        assertThat(text).containsIgnoringCase("type").contains("success");
        var fields = new ArrayList<String>();
        for (String field : List.of("authkey", "access-token", "identifier")) {
            if (Pattern.compile(
                            "(?<![\\w-])\\\\?[\"']?"
                                    + field
                                    + "\\\\?[\"']?\\]?\\s*(?::|=>?|,|\\}|\\))")
                    .matcher(text)
                    .find()) {
                fields.add(field);
            }
        }
        return new SnippetCall(address(text), fields);
    }

    /** The calls of an app's snippet, in their order, by what each sends. */
    static Map<String, List<String>> ofApp(String text) {
        requireJsonPost(text);
        assertThat(text).contains("type").contains("success").contains("message");
        var calls = new LinkedHashMap<String, List<String>>();
        var found = APP_CALL.matcher(text);
        while (found.find()) {
            calls.put(
                    found.group(1),
                    List.of("identifier", "reqId", "otp").stream()
                            .filter(
                                    field ->
                                            Pattern.compile("\\b" + field + "\\b")
                                                    .matcher(found.group(2))
                                                    .find())
                            .toList());
        }
        return calls;
    }

    /** A body as the snippet would make it: its own ids, and these values for its fields. */
    static Map<String, Object> body(
            String text, Map<String, List<String>> calls, String call, Map<String, Object> values) {
        var body = new HashMap<String, Object>();
        body.put("widgetId", literal(text, "widgetId"));
        body.put("tokenAuth", literal(text, "tokenAuth"));
        calls.getOrDefault(call, List.of()).forEach(field -> body.put(field, values.get(field)));
        return body;
    }

    private static String address(String text) {
        var found = ADDRESS.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static void requireJsonPost(String text) {
        address(text);
        assertThat(text).containsPattern("application/json|PostAsJson");
        assertThat(POST.matcher(text).find()).isTrue();
    }

    private static String literal(String text, String name) {
        var found = Pattern.compile(name + "['\"]?(?:: | to )['\"]([^'\"]+)['\"]").matcher(text);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }
}
