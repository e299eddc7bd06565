package org.otpwidget.server.delivery.msg91;

import org.otpwidget.server.delivery.Message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a template that is kept at MSG91. */
final class Variables {

    private static final Pattern LINE = Pattern.compile("\\s*(\\w{1,50})\\s*:\\s*(.*?)\\s*");
    private static final Pattern PLACEHOLDER = Pattern.compile("##(OTP|NAME|LANG)##");

    private Variables() {}

    /** Whether every line says something. */
    static boolean isReadable(String lines) {
        return lines.lines().allMatch(line -> line.isBlank() || LINE.matcher(line).matches());
    }

    /** Values by name; each placeholder is filled once, so what a value brings along is text. */
    static Map<String, String> fill(String lines, Message message) {
        var values = new LinkedHashMap<String, String>();
        lines.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> values.put(line.group(1), fillOne(line.group(2), message)));
        return values;
    }

    private static String fillOne(String value, Message message) {
        return PLACEHOLDER
                .matcher(value)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        switch (found.group(1)) {
                                            case "OTP" -> message.code().reveal();
                                            case "NAME" -> message.widgetName();
                                            default -> message.content().lang();
                                        }));
    }
}
