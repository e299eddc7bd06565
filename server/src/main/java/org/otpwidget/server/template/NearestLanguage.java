package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Which of the languages that there are comes nearest to the one that was asked for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4647#section-3.4">RFC 4647, section 3.4</a>
 */
final class NearestLanguage {

    private NearestLanguage() {}

    /** The region's own language tag, or else the language's; null when there is neither. */
    static @Nullable String of(Collection<String> tags, @Nullable String asked) {
        if (asked == null) {
            return null;
        }
        List<String> parts = Arrays.asList(asked.split("[-_]", 8));
        for (int length = parts.size(); length > 0; length--) {
            String shorter = String.join("-", parts.subList(0, length));
            for (String tag : tags) {
                if (tag.equalsIgnoreCase(shorter)) {
                    return tag;
                }
            }
        }
        return null;
    }
}
