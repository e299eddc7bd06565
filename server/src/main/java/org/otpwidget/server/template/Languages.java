package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The languages of the default template. */
final class Languages {

    static final List<String> TAGS = List.of("en", "hi", "es", "fr", "de", "pt", "ar");

    private final Map<String, Language> languages =
            TAGS.stream()
                    .map(Language::read)
                    .collect(Collectors.toMap(Language::tag, Function.identity()));

    /** The nearest language: the region's own, then the language, then English (RFC 4647, 3.4). */
    Language nearest(@Nullable String tag) {
        Language english = Objects.requireNonNull(languages.get("en"));
        if (tag == null) {
            return english;
        }
        List<String> parts = Arrays.asList(tag.toLowerCase(Locale.ROOT).split("[-_]", 8));
        for (int length = parts.size(); length > 0; length--) {
            Language found = languages.get(String.join("-", parts.subList(0, length)));
            if (found != null) {
                return found;
            }
        }
        return english;
    }
}
