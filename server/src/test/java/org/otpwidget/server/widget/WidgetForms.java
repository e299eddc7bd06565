package org.otpwidget.server.widget;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;

/** Widgets out of JSON, for tests. */
public final class WidgetForms {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WidgetForms() {}

    /** Settings as if they were sent to {@code /v1/widgets}; {@code '} stands for {@code "}. */
    public static WidgetSettings settings(String body) {
        return WidgetForm.read(object(body));
    }

    /** A widget with such settings. */
    public static Widget widget(String body) {
        var time = Instant.parse("2026-01-02T03:04:05Z");
        return new Widget("3465756a3173343636383032", 7, 42, settings(body), time, time);
    }

    static ObjectNode object(String body) {
        return (ObjectNode) JSON.readTree(body.replace('\'', '"'));
    }
}
