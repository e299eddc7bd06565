package org.otpwidget.samplesite.page;

import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A piece of source with {@code {{name}}} holes, kept in the folder {@code snippets}. */
record Snippet(String text) {

    static Snippet named(String file) {
        try {
            var resource = new ClassPathResource("snippets/" + file);
            return new Snippet(resource.getContentAsString(StandardCharsets.UTF_8).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Fills the holes that have a value here and leaves the others. */
    Snippet with(Map<String, String> values) {
        String filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return new Snippet(filled);
    }
}
