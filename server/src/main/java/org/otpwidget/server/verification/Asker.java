package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Browser and system of who asked for a link, in the few words that a person needs. */
final class Asker {

    /** The first that fits counts: browsers name those that they descend from, too. */
    private static final Map<Pattern, String> BROWSERS =
            patterns(
                    "SamsungBrowser",
                    "Samsung Internet",
                    "OPR/|Opera",
                    "Opera",
                    "Edg(e|A|iOS)?/",
                    "Edge",
                    "Firefox/|FxiOS/",
                    "Firefox",
                    "CriOS/|Chrome/",
                    "Chrome",
                    "Safari/",
                    "Safari");

    private static final Map<Pattern, String> SYSTEMS =
            patterns(
                    "iPhone",
                    "iPhone",
                    "iPad",
                    "iPad",
                    "Android",
                    "Android",
                    "Windows",
                    "Windows",
                    "CrOS",
                    "ChromeOS",
                    "Mac OS X|Macintosh",
                    "macOS",
                    "Linux",
                    "Linux");

    private Asker() {}

    /** Such as "Firefox, Windows"; null when nothing is recognised. */
    static @Nullable String of(@Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        String browser = first(BROWSERS, userAgent);
        String system = first(SYSTEMS, userAgent);
        if (browser == null || system == null) {
            return browser == null ? system : browser;
        }
        return browser + ", " + system;
    }

    private static @Nullable String first(Map<Pattern, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(userAgent).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<Pattern, String> patterns(String... pairs) {
        var patterns = new LinkedHashMap<Pattern, String>();
        for (int n = 0; n < pairs.length; n += 2) {
            patterns.put(Pattern.compile(pairs[n]), pairs[n + 1]);
        }
        return patterns;
    }
}
