package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Theme.Scheme;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the widget makes of an accent, so that texts stay readable: the text on it is white or
 * black, and where the accent is too close to the surface, links have the colour of the text. The
 * widget computes the same from what the browser shows.
 *
 * @param ink {@code white} or {@code black}
 * @param onAccent contrast ratio of that text, 4.5 or more
 * @param close surfaces that the accent is too close to
 * @see <a href="https://www.w3.org/TR/WCAG22/#contrast-minimum">WCAG 2.2, 1.4.3</a>
 */
public record Contrast(String ink, double onAccent, List<Surface> close) {

    private static final double LEAST = 4.5;

    /**
     * What the accent lies on.
     *
     * @param scheme word of the colour scheme
     * @param ratio of accent and surface
     */
    public record Surface(String scheme, double ratio) {}

    /** Of a theme with an accent. */
    public static Optional<Contrast> of(@Nullable Theme theme) {
        return theme == null || theme.accent() == null
                ? Optional.empty()
                : Optional.of(of(luminance(theme.accent()), theme.scheme()));
    }

    private static Contrast of(double accent, Scheme scheme) {
        double white = ratio(accent, 1);
        var surfaces = Stream.<Surface>builder();
        if (scheme != Scheme.DARK) {
            surfaces.add(new Surface("light", white));
        }
        if (scheme != Scheme.LIGHT) {
            surfaces.add(new Surface("dark", ratio(accent, luminance("#1a1b20"))));
        }
        return new Contrast(
                white < LEAST ? "black" : "white",
                white < LEAST ? ratio(accent, 0) : white,
                surfaces.build().filter(surface -> surface.ratio() < LEAST).toList());
    }

    /** Ratio of two luminances, 1 to 21. */
    private static double ratio(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
    }

    private static double part(String colour, int at) {
        double part = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
