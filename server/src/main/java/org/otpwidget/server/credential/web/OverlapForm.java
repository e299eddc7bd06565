package org.otpwidget.server.credential.web;

import org.otpwidget.server.form.Form;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;

/** How long a credential and its successor both work: {@code overlap}, in seconds. */
final class OverlapForm {

    private static final int DAY = 86_400;
    private static final int LONGEST = 30 * DAY;

    private OverlapForm() {}

    /**
     * Reads a body; a day unless it says otherwise.
     *
     * @throws org.otpwidget.server.problem.Refused when it is no such number
     */
    static Duration read(ObjectNode body) {
        var form = Form.of(body);
        int seconds = form.number("overlap", 0, LONGEST, DAY);
        form.check();
        return Duration.ofSeconds(seconds);
    }
}
