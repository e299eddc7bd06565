package org.otpwidget.server.form;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Reads single texts out of JSON. */
final class Texts {

    private static final int LAST_YEAR = 9999;

    private Texts() {}

    static @Nullable String read(JsonNode value, int longest, Consumer<String> refuse) {
        return read(
                value,
                longest,
                Texts::unprintable,
                "Leave out control characters and line breaks.",
                refuse);
    }

    static @Nullable String lines(JsonNode value, int longest, Consumer<String> refuse) {
        String text =
                read(
                        value,
                        longest,
                        character -> unprintable(character) && "\r\n\t".indexOf(character) < 0,
                        "Leave out control characters.",
                        refuse);
        return text == null ? null : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static @Nullable String read(
            JsonNode value,
            int longest,
            IntPredicate refused,
            String advice,
            Consumer<String> refuse) {
        if (!value.isString()) {
            refuse.accept("Send a text in quotes.");
            return null;
        }
        String text = value.stringValue().strip();
        if (text.codePointCount(0, text.length()) > longest) {
            refuse.accept("Send at most " + longest + " characters.");
            return null;
        }
        if (text.codePoints().anyMatch(refused)) {
            refuse.accept(advice);
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
