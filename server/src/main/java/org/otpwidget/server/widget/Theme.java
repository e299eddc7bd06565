package org.otpwidget.server.widget;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * How a widget looks on every page that embeds it and says nothing else.
 *
 * @param accent colour of buttons, {@code #rrggbb} in lower case; null: the widget's own
 * @param radius of corners, in CSS pixels; null: the widget's own
 * @param font one of {@link #STACKS}, or the name of a family that the page has; null: the widget's
 *     own
 */
public record Theme(
        Scheme scheme, @Nullable String accent, @Nullable Integer radius, @Nullable String font) {

    /** Fonts that devices have, by our word for them. */
    static final Map<String, String> STACKS =
            Map.of(
                    "system", "system-ui, sans-serif",
                    "serif", "ui-serif, Georgia, \"Times New Roman\", serif",
                    "rounded", "ui-rounded, \"Arial Rounded MT Bold\", Nunito, system-ui");

    /** Light or dark; {@code auto} is what the page, or the visitor's device, says. */
    public enum Scheme {
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("light")
        LIGHT,
        @JsonProperty("dark")
        DARK
    }

    /** A theme as pages get it: values that are safe to be put into CSS as they are. */
    @JsonInclude(Include.NON_NULL)
    public record Css(
            Scheme scheme,
            @Nullable String accent,
            @Nullable String radius,
            @Nullable String font) {}

    Css css() {
        return new Css(
                scheme,
                accent,
                radius == null ? null : radius + "px",
                font == null
                        ? null
                        : STACKS.getOrDefault(font, "\"" + font + "\", system-ui, sans-serif"));
    }
}
