package org.otpwidget.server.delivery.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One setting of a kind, and what a form shows of it. All values are texts.
 *
 * @param name in JSON, camelCase
 * @param label for people
 * @param fallback value where none is given; null: none
 * @param help a sentence for people; null: none needed
 * @param choices of a {@link Type#CHOICE}, else empty
 * @param longest characters at most
 * @param address whether it says where secrets go to, or how safely: a change demands them anew
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProviderField(
        String name,
        String label,
        Type type,
        boolean required,
        @JsonProperty("default") @Nullable String fallback,
        @Nullable String help,
        List<String> choices,
        int longest,
        boolean address) {

    private static final int LINE = 500;
    private static final int LINES = 10_000;

    /** What a value may be, and how a form asks for it. */
    public enum Type {
        @JsonProperty("text")
        TEXT,
        /** Kept encrypted and never shown again. */
        @JsonProperty("secret")
        SECRET,
        /** An HTTP address, usually without a path. */
        @JsonProperty("url")
        URL,
        /** A whole number from 0. */
        @JsonProperty("number")
        NUMBER,
        /** {@code true} or {@code false}. */
        @JsonProperty("flag")
        FLAG,
        @JsonProperty("choice")
        CHOICE,
        /** A text of several lines. */
        @JsonProperty("lines")
        LINES
    }

    /** A line of text that may be left out. */
    public static ProviderField text(String name, String label) {
        return new ProviderField(name, label, Type.TEXT, false, null, null, List.of(), LINE, false);
    }

    /** Something that nobody may see, such as a password or an API key. */
    public static ProviderField secret(String name, String label) {
        return new ProviderField(
                name, label, Type.SECRET, false, null, null, List.of(), LINES, false);
    }

    /** The vendor's address, which is the default. */
    public static ProviderField baseUrl(String vendors) {
        return url("baseUrl", "Base URL").or(vendors);
    }

    /** An HTTP address. */
    public static ProviderField url(String name, String label) {
        return new ProviderField(name, label, Type.URL, false, null, null, List.of(), 2000, true);
    }

    /** A whole number from 0. */
    public static ProviderField number(String name, String label, int fallback) {
        return new ProviderField(
                name,
                label,
                Type.NUMBER,
                false,
                Integer.toString(fallback),
                null,
                List.of(),
                9,
                false);
    }

    /** A switch. */
    public static ProviderField flag(String name, String label, boolean fallback) {
        return new ProviderField(
                name,
                label,
                Type.FLAG,
                false,
                Boolean.toString(fallback),
                null,
                List.of(),
                5,
                false);
    }

    /** One of some words; the first is the default. */
    public static ProviderField choice(String name, String label, String... choices) {
        return new ProviderField(
                name, label, Type.CHOICE, false, choices[0], null, List.of(choices), LINE, false);
    }

    /** A text of several lines. */
    public static ProviderField lines(String name, String label) {
        return new ProviderField(
                name, label, Type.LINES, false, null, null, List.of(), LINES, false);
    }

    /** The same, but it must be given. */
    public ProviderField needed() {
        return new ProviderField(
                name, label, type, true, fallback, help, choices, longest, address);
    }

    /** The same, with a default. */
    public ProviderField or(String value) {
        return new ProviderField(
                name, label, type, required, value, help, choices, longest, address);
    }

    /** The same, with a sentence for people. */
    public ProviderField saying(String sentence) {
        return new ProviderField(
                name, label, type, required, fallback, sentence, choices, longest, address);
    }

    /** The same, as a part of the address that secrets go to. URLs are such by themselves. */
    public ProviderField addressing() {
        return new ProviderField(
                name, label, type, required, fallback, help, choices, longest, true);
    }
}
