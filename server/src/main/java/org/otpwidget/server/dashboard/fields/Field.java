package org.otpwidget.server.dashboard.fields;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Words;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field of a form. Its label is {@code <form>.<path>}, its hint {@code <form>.<path>.hint} if
 * there is such a text, and the texts of its choices {@code <form>.<path>.<word>}.
 *
 * @param path where its value stands in the JSON, such as {@code throttle.hits}
 * @param options what can be chosen, or is offered
 * @param least smallest number
 * @param most largest number
 */
public record Field(
        String path, Kind kind, List<Option> options, boolean required, int least, int most) {

    /**
     * Something that can be chosen.
     *
     * @param word its value
     * @param label its text; null: the text of the word
     */
    public record Option(String word, @Nullable String label) {}

    /** How a field is shown, and what JSON its value becomes. */
    public enum Kind {
        /** One line; a text. */
        TEXT,
        /** Several lines; a text. */
        LINES,
        /** A text that goes in and is never shown again; left empty, it stays. */
        SECRET,
        /** A whole number. */
        NUMBER,
        /** A tick; true or false. */
        FLAG,
        /** One of some words. */
        CHOICE,
        /** Any of some words; a list. */
        CHOICES,
        /** A text on each line; a list. */
        LIST,
        /** {@code name = value} on each line; an object. */
        PAIRS,
        /** A day and time in the account's time zone. */
        TIME,
        /** A colour, {@code #rrggbb}. */
        COLOR
    }

    /** One line of text. */
    public static Field text(String path) {
        return new Field(path, Kind.TEXT, List.of(), false, 0, 0);
    }

    /** Several lines of text. */
    public static Field lines(String path) {
        return new Field(path, Kind.LINES, List.of(), false, 0, 0);
    }

    /** A secret. */
    public static Field secret(String path) {
        return new Field(path, Kind.SECRET, List.of(), false, 0, 0);
    }

    /** A whole number in a range. */
    public static Field number(String path, int least, int most) {
        return new Field(path, Kind.NUMBER, List.of(), false, least, most);
    }

    /** A tick. */
    public static Field flag(String path) {
        return new Field(path, Kind.FLAG, List.of(), false, 0, 0);
    }

    /** One of an enum's words. */
    public static <E extends Enum<E>> Field choice(String path, Class<E> type) {
        return choice(path, words(type));
    }

    /** One of some options; unless it must be given, it may be left empty. */
    public static Field choice(String path, List<Option> options) {
        return new Field(path, Kind.CHOICE, options, false, 0, 0);
    }

    /** Any of an enum's words. */
    public static <E extends Enum<E>> Field choices(String path, Class<E> type) {
        return new Field(path, Kind.CHOICES, words(type), false, 0, 0);
    }

    /** A list of texts. */
    public static Field list(String path) {
        return new Field(path, Kind.LIST, List.of(), false, 0, 0);
    }

    /** Names with values. */
    public static Field pairs(String path) {
        return new Field(path, Kind.PAIRS, List.of(), false, 0, 0);
    }

    /** A colour. */
    public static Field color(String path) {
        return new Field(path, Kind.COLOR, List.of(), false, 0, 0);
    }

    /** One line of text, with words that are offered; any other text may be written as well. */
    public static Field offering(String path, String... words) {
        var options = Stream.of(words).map(word -> new Option(word, null)).toList();
        return new Field(path, Kind.TEXT, options, false, 0, 0);
    }

    /** A time. */
    public static Field time(String path) {
        return new Field(path, Kind.TIME, List.of(), false, 0, 0);
    }

    /** The same field, which must be filled in. */
    public Field mustBeGiven() {
        return new Field(path, kind, options, true, least, most);
    }

    /**
     * The same field, which offers what stands in it, too: else a browser would send another option
     * in its place, and saving the form would change what nobody touched.
     */
    Field offering(List<String> values) {
        var others =
                values.stream()
                        .filter(value -> kind == Kind.CHOICE && !value.isEmpty())
                        .filter(
                                value ->
                                        options.stream().noneMatch(one -> one.word().equals(value)))
                        .map(value -> new Option(value, value));
        return new Field(
                path,
                kind,
                Stream.concat(options.stream(), others).toList(),
                required,
                least,
                most);
    }

    private static <E extends Enum<E>> List<Option> words(Class<E> type) {
        return Words.of(type).keySet().stream().map(word -> new Option(word, null)).toList();
    }

    /** The object that the value stands in; empty at the top. */
    Optional<String> parent() {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(path.substring(0, dot));
    }
}
