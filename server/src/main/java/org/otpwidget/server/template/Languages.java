package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

import java.util.List;
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

    /** The nearest language, at last English. */
    Language nearest(@Nullable String tag) {
        Language found = find(tag);
        return found == null ? Objects.requireNonNull(languages.get("en")) : found;
    }

    /** The nearest language, or null when there is none. */
    @Nullable Language find(@Nullable String tag) {
        String nearest = NearestLanguage.of(languages.keySet(), tag);
        return nearest == null ? null : languages.get(nearest);
    }
}
