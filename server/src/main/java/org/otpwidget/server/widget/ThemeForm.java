package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.widget.Theme.Scheme;

import java.util.Locale;
import java.util.Objects;

/** Reads the theme of a widget. */
final class ThemeForm {

    private static final int LARGEST_RADIUS = 32;
    private static final int LONGEST_FONT = 60;

    private ThemeForm() {}

    static @Nullable Theme read(Form form) {
        var part = form.part("theme");
        if (part == null) {
            return null;
        }
        return new Theme(
                Objects.requireNonNullElse(part.word("scheme", Scheme.class), Scheme.AUTO),
                accent(part),
                part.has("radius") ? part.number("radius", 0, LARGEST_RADIUS, 0) : null,
                font(part));
    }

    private static @Nullable String accent(Form part) {
        String text = part.text("accent", 7);
        if (text != null && !text.matches("#[0-9A-Fa-f]{6}")) {
            part.refuse("accent", "Send a colour as #rrggbb, for example #3f4fd8.");
        }
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** Nothing that could end the quoted name that it becomes in CSS. */
    private static @Nullable String font(Form part) {
        String text = part.text("font", LONGEST_FONT);
        if (text != null && !text.matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _-]*")) {
            part.refuse(
                    "font",
                    "Send system, serif, rounded, or the name of a font family: letters, digits,"
                            + " blanks, - and _.");
        }
        return text;
    }
}
