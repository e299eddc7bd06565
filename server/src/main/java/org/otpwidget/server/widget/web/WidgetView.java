package org.otpwidget.server.widget.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings;

import java.time.Instant;

/** A widget as {@code /v1} shows it: its settings between its id and its times. */
record WidgetView(
        String id,
        long number,
        @JsonUnwrapped WidgetSettings settings,
        Instant createdAt,
        Instant updatedAt) {

    static WidgetView of(Widget widget) {
        return new WidgetView(
                widget.id(),
                widget.number(),
                widget.settings(),
                widget.createdAt(),
                widget.updatedAt());
    }
}
