package org.otpwidget.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Bad values of single fields, headers and query parameters, by name. */
public final class HostileValues {

    private HostileValues() {}

    /** Texts, for any place that takes one. */
    public static Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("empty", "");
        texts.put("blank", " \t ");
        texts.put("NUL", "\u0000");
        texts.put("NUL in the middle", "919999\u0000999999");
        texts.put("control characters", "\u0001\u0007\b\u001B[31m\u007F\u0085");
        texts.put("line breaks", "a\r\nSet-Cookie: a=b\r\n\r\nBcc: a@example.com");
        texts.put("forged log line", "a\n2026-01-01T00:00:00Z ERROR all is lost");
        texts.put("lone high surrogate", "\uD83D");
        texts.put("lone low surrogate", "a\uDE00");
        texts.put("no character", "\uFFFF\uFFFE");
        texts.put("right-to-left marks", "\u202E\u200F\u2067919999999999\u2069");
        texts.put("invisible", "\u200B\u2060\uFEFF\u00AD");
        texts.put("emoji", "\uD83D\uDC69\u200D\uD83D\uDCBB");
        texts.put("stacked marks", "a" + "\u0301".repeat(5_000));
        texts.put("SQL condition", "' OR '1'='1");
        texts.put("SQL statement", "'; DROP TABLE request; --");
        texts.put("SQL quoting", "\\'\"`$$;/*");
        texts.put("SQL pattern", "%_%");
        texts.put("SQL parameter", "$1 :name ? ?::text");
        texts.put("script", "<script>alert(1)</script>");
        texts.put("attribute", "\" onfocus=alert(1) autofocus x=\"");
        texts.put("image", "<img src=x onerror=alert(1)>");
        texts.put("Spring placeholder", "${user.home}#{7*7}");
        texts.put(
                "Thymeleaf expression", "__${T(java.lang.Runtime).getRuntime()}__::.x [[${7*7}]]");
        texts.put("template variable", "##OTP## ##VAR1## {{otp}}");
        texts.put("JNDI look-up", "${jndi:ldap://127.0.0.1/a}");
        texts.put("path", "../../../../etc/passwd");
        texts.put("encoded path", "%2e%2e%2f%00");
        texts.put("address", "http://127.0.0.1:1/");
        texts.put("format", "%s%n%x{}");
        texts.put("JSON", "{\"a\":1}");
        texts.put("word null", "null");
        texts.put("word undefined", "undefined");
        texts.put("word NaN", "NaN");
        texts.put("exponent", "1e9");
        texts.put("minus", "-1");
        texts.put("thousand characters", "x".repeat(1_000));
        texts.put("hundred thousand digits", "9".repeat(100_000));
        return texts;
    }

    /** JSON literals: values of every type, and the {@link #texts()} as strings. */
    public static Map<String, String> literals() {
        var literals = new LinkedHashMap<String, String>();
        Stream.of("null", "true", "false", "0", "-0", "-1", "0.5", "{}", "[]", "[[]]", "[null]")
                .forEach(literal -> literals.put(literal, literal));
        literals.put("array of strings", "[\"a\",\"b\"]");
        literals.put("operator object", "{\"$gt\":\"\"}");
        literals.put("nested value", "{\"value\":\"1\"}");
        literals.put("beyond int", "2147483648");
        literals.put("beyond long", "9223372036854775808");
        literals.put("beyond double", "1e309");
        literals.put("absurd exponent", "1e999999999");
        literals.put("absurdly small", "1e-999999999");
        literals.put("many digits", "1" + "0".repeat(900));
        literals.put("deep arrays", "[".repeat(400) + "]".repeat(400));
        texts().forEach((name, text) -> literals.put("text: " + name, quoted(text)));
        return literals;
    }

    /** The text as a JSON string, with everything but plain ASCII escaped. */
    public static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(character -> append(json, (char) character));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, char character) {
        boolean plain = character >= ' ' && character < 0x7F;
        if (plain && character != '"' && character != '\\') {
            json.append(character);
        } else {
            json.append("\\u%04x".formatted((int) character));
        }
    }
}
