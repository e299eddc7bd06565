package org.otpwidget.server.dashboard.widgets;

import org.springframework.util.MultiValueMap;

import java.util.List;
import java.util.Objects;

/**
 * What of a widget is looked at: the switches above the preview. None of them is a setting.
 *
 * @param state how far a visitor has come: {@code identifier}, {@code sent}, {@code refused} or
 *     {@code verified}
 * @param look {@code inline} or {@code popup}, as the page chooses it
 * @param scheme {@code light} or {@code dark}, as the visitor's device has it
 * @param language of the visitor
 */
record Scene(String state, String look, String scheme, String language) {

    static final List<String> STATES = List.of("identifier", "sent", "refused", "verified");
    static final List<String> LOOKS = List.of("inline", "popup");
    static final List<String> SCHEMES = List.of("light", "dark");

    /** Those of the widget. */
    static final List<String> LANGUAGES = List.of("en", "hi", "es", "fr", "de", "pt", "ar");

    /** What the switches say; each that says nothing it knows is at its first position. */
    static Scene of(MultiValueMap<String, String> sent) {
        return new Scene(
                chosen(sent, "preview.state", STATES),
                chosen(sent, "preview.look", LOOKS),
                chosen(sent, "preview.scheme", SCHEMES),
                chosen(sent, "preview.language", LANGUAGES));
    }

    private static String chosen(
            MultiValueMap<String, String> sent, String name, List<String> words) {
        String word = Objects.requireNonNullElse(sent.getFirst(name), "");
        return words.contains(word) ? word : words.getFirst();
    }
}
