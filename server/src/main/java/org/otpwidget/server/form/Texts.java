package org.otpwidget.server.form;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;

/** Reads single texts out of JSON. */
final class Texts {

    private static final int LAST_YEAR = 9999;

    private Texts() {}

    static @Nullable String read(JsonNode value, int longest, Consumer<String> refuse) {
        String text = fitting(value, longest, refuse);
        if (text != null && text.codePoints().anyMatch(Texts::unprintable)) {
            refuse.accept("Leave out control characters and line breaks.");
            return null;
        }
        return text;
    }

    static @Nullable String readLines(JsonNode value, int longest, Consumer<String> refuse) {
        String text = fitting(value, longest, refuse);
        if (text != null && text.codePoints().anyMatch(c -> !isLayout(c) && unprintable(c))) {
            refuse.accept("Leave out control characters other than line breaks.");
            return null;
        }
        return text;
    }

    private static @Nullable String fitting(JsonNode value, int longest, Consumer<String> refuse) {
        if (!value.isString()) {
            refuse.accept("Send a text in quotes.");
            return null;
        }
        String text = value.stringValue().strip();
        if (text.codePointCount(0, text.length()) > longest) {
            refuse.accept("Send at most " + longest + " characters.");
            return null;
        }
        return text;
    }

    static @Nullable Instant time(JsonNode value, Consumer<String> refuse) {
        try {
            if (value.isString()) {
                var time = OffsetDateTime.parse(value.stringValue());
                if (time.getYear() >= 1970 && time.getYear() <= LAST_YEAR) {
                    return time.toInstant();
                }
            }
        } catch (DateTimeException e) {
            // told below, like every other value that is no time
        }
        refuse.accept("Send a time in ISO 8601, for example 2030-01-31T12:00:00Z.");
        return null;
    }

    static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    private static boolean isLayout(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }

    /** Controls, line separators, half surrogates, and marks that turn the text's direction. */
    private static boolean unprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default ->
                    (character >= 0x202A && character <= 0x202E)
                            || (character >= 0x2066 && character <= 0x2069);
        };
    }
}
