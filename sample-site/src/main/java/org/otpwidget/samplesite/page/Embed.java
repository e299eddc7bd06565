package org.otpwidget.samplesite.page;

import org.jspecify.annotations.Nullable;
import org.otpwidget.samplesite.SampleSiteSettings;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which widget a page embeds: the configured one, or the one that its address names with {@code
 * ?widgetId=…&token=…}, to try out a widget of one's own.
 */
record Embed(String server, String widgetId, String token) {

    // The values become part of a script: nothing but letters, digits, dot, dash and underscore.
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    static Embed of(
            SampleSiteSettings settings, @Nullable String widgetId, @Nullable String token) {
        return new Embed(
                settings.serverUrl(),
                harmlessOr(settings.widgetId(), widgetId),
                harmlessOr(settings.token(), token));
    }

    private static String harmlessOr(String configured, @Nullable String named) {
        return named != null && HARMLESS.matcher(named).matches() ? named : configured;
    }

    Map<String, String> values() {
        return Map.of("server", server, "widgetId", widgetId, "token", token);
    }
}
