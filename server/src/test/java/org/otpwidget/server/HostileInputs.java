package org.otpwidget.server;

import static org.otpwidget.server.HostileBody.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bad requests, as sources of parameterized tests: {@code
 * MethodSource("org.otpwidget.server.HostileInputs#bodies")}.
 *
 * <p>Whatever is called with them answers in its own format: no stack trace, no 5xx.
 *
 * @see HostileValues
 */
public final class HostileInputs {

    private static final int MEGABYTE = 1_000_000;

    private HostileInputs() {}

    /** Whole bodies, for any call that reads JSON. */
    public static Stream<HostileBody> bodies() {
        return Stream.of(broken(), topLevel(), large(), encodings(), otherFormats())
                .flatMap(bodies -> bodies);
    }

    /**
     * A good body with each field in turn replaced by each hostile JSON value, and left out once.
     *
     * @param fields the good body: JSON literal by field name, quotes included
     */
    public static Stream<HostileBody> eachFieldOf(Map<String, String> fields) {
        return fields.keySet().stream()
                .flatMap(field -> Stream.concat(without(fields, field), replaced(fields, field)));
    }

    private static Stream<HostileBody> without(Map<String, String> fields, String field) {
        var others = new LinkedHashMap<>(fields);
        others.remove(field);
        return Stream.of(json("no " + field, object(others)));
    }

    private static Stream<HostileBody> replaced(Map<String, String> fields, String field) {
        return HostileValues.literals().entrySet().stream()
                .map(
                        literal -> {
                            var changed = new LinkedHashMap<>(fields);
                            changed.put(field, literal.getValue());
                            return json(field + " = " + literal.getKey(), object(changed));
                        });
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Stream<HostileBody> broken() {
        return Stream.of(
                json("empty", ""),
                json("blank", " \r\n\t "),
                json("open brace", "{"),
                json("closing brace", "}"),
                json("cut after the colon", "{\"widgetId\":"),
                json("cut in a string", "{\"widgetId\":\"3465"),
                json("cut in an escape", "{\"widgetId\":\"\\u12"),
                json("trailing comma", "{\"otp\":1,}"),
                json("single quotes", "{'otp':'1'}"),
                json("comment", "{/* */\"otp\":1}"),
                json("unquoted key", "{otp:1}"),
                json("two objects", "{}{}"),
                json("words after the object", "{} DROP TABLE"),
                json("not a number", "{\"otp\":NaN}"),
                json("leading zero", "{\"otp\":0123}"),
                json("hexadecimal", "{\"otp\":0x7B}"),
                json("unknown escape", "{\"otp\":\"\\x41\"}"),
                json("raw line break in a string", "{\"otp\":\"1\n2\"}"),
                json("raw NUL in a string", "{\"otp\":\"1\u00002\"}"),
                json("NUL bytes", "\u0000\u0000\u0000\u0000"),
                json("JSONP prefix", ")]}',\n{}"));
    }

    private static Stream<HostileBody> topLevel() {
        return Stream.of(
                json("array", "[]"),
                json("array of objects", "[{\"otp\":1}]"),
                json("string", "\"otp\""),
                json("number", "1"),
                json("true", "true"),
                json("null", "null"),
                json("empty object", "{}"),
                json("empty key", "{\"\":\"\"}"),
                json("unknown fields", "{\"admin\":true,\"__proto__\":{\"a\":1},\"class\":\"x\"}"),
                json(
                        "duplicated keys",
                        "{\"otp\":\"1\",\"otp\":\"2\",\"widgetId\":1,\"widgetId\":2}"),
                json("absurd exponent", "{\"otp\":1e999999999,\"reqId\":-1e-999999999}"));
    }

    private static Stream<HostileBody> large() {
        return Stream.of(
                json("megabyte string", "{\"identifier\":\"" + "9".repeat(MEGABYTE) + "\"}"),
                json("megabyte key", "{\"" + "k".repeat(MEGABYTE) + "\":1}"),
                json("megabyte number", "{\"otp\":" + "9".repeat(MEGABYTE) + "}"),
                json("megabyte of blanks", " ".repeat(MEGABYTE) + "{}"),
                json("megabyte of zero bytes", new byte[MEGABYTE]),
                json("deep arrays", "[".repeat(100_000)),
                json("deep objects", "{\"a\":".repeat(100_000)),
                json("closed deep arrays", "[".repeat(5_000) + "]".repeat(5_000)),
                json("many fields", object(manyFields())));
    }

    private static Map<String, String> manyFields() {
        var fields = new LinkedHashMap<String, String>();
        for (int number = 0; number < 20_000; number++) {
            fields.put("VAR" + number, "\"\"");
        }
        return fields;
    }

    private static Stream<HostileBody> encodings() {
        return Stream.of(
                json("byte order mark", "\uFEFF{}"),
                json("UTF-16 with mark", encoded(UTF_16LE, "\uFEFF{\"otp\":\"1\"}")),
                json("UTF-16 without mark", encoded(UTF_16BE, "{\"otp\":\"1\"}")),
                json("UTF-32", encoded(Charset.forName("UTF-32BE"), "{\"otp\":\"1\"}")),
                json("Latin-1", encoded(ISO_8859_1, "{\"identifier\":\"\u00FC@example.com\"}")),
                json("invalid UTF-8", bytes("7b226f7470223a22ff22 7d")),
                json("overlong UTF-8", bytes("7b226f7470223a22c0af227d")),
                json("lone surrogate in UTF-8", bytes("7b226f7470223a22eda080227d")),
                json("gzip", bytes("1f8b08000000000000ff")));
    }

    private static Stream<HostileBody> otherFormats() {
        return Stream.of(
                new HostileBody(
                        "form",
                        "application/x-www-form-urlencoded",
                        encoded(UTF_8, "widgetId=1&otp=%00&identifier=%ff")),
                json("form called JSON", "widgetId=1&otp=2"),
                new HostileBody("text", "text/plain", encoded(UTF_8, "{\"otp\":")),
                new HostileBody(
                        "XML with an external entity",
                        "application/xml",
                        encoded(
                                UTF_8,
                                "<!DOCTYPE a [<!ENTITY b SYSTEM"
                                        + " \"file:///etc/passwd\">]><a>&b;</a>")),
                new HostileBody(
                        "multipart without an end",
                        "multipart/form-data; boundary=x",
                        encoded(UTF_8, "--x\r\nContent-Disposition: form-data; name=otp\r\n\r\n1")),
                new HostileBody(
                        "unknown charset", "application/json;charset=none", encoded(UTF_8, "{}")),
                new HostileBody("no such type", "a/b/c;;=", encoded(UTF_8, "{}")));
    }

    private static byte[] encoded(Charset charset, String text) {
        return text.getBytes(charset);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
