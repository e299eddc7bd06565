package org.otpwidget.server.dashboard.widgets;

import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.widget.Contrast;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetData;
import org.otpwidget.server.widget.WidgetSettings;

import java.util.List;
import java.util.Optional;

/**
 * What the preview of a widget is made of; or why there is none.
 *
 * @param shown what the stage plays; empty when the settings are not fit
 */
record WidgetPreview(Optional<Shown> shown, Optional<Contrast> contrast, List<FieldError> errors) {

    private static final String DIGITS = "123456789";

    /**
     * What the stage gets as JSON: what any page would get, and what its stand-in of the server has
     * to know. Nothing of it is secret.
     *
     * @param code the one that the preview takes; no other code has anything to do with it
     * @param attempts wrong codes that are forgiven
     */
    record Shown(WidgetData data, Scene scene, String code, int attempts) {}

    static WidgetPreview of(Widget widget, Scene scene) {
        return new WidgetPreview(
                Optional.of(
                        new Shown(
                                WidgetData.of(widget),
                                scene,
                                code(widget.settings()),
                                widget.settings().attemptLimit())),
                Contrast.of(widget.settings().theme()),
                List.of());
    }

    static WidgetPreview refused(List<FieldError> errors) {
        return new WidgetPreview(Optional.empty(), Optional.empty(), errors);
    }

    static String code(WidgetSettings settings) {
        return DIGITS.substring(0, settings.otpLength());
    }
}
