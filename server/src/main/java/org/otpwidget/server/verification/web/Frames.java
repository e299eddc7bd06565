package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.WidgetSettings;

import java.util.Arrays;

/**
 * Whether a widget may run inside the frame that its script says it runs in (contract section 4,
 * iFrame). The script is the page's own, so the page cannot be told apart from a liar; the browser
 * names the pages around it, so these cannot lie.
 */
final class Frames {

    private Frames() {}

    /** The outermost of the pages around; null: no frame, or the browser doesn't tell. */
    static @Nullable String top(@Nullable String framedBy) {
        return framedBy == null || framedBy.isEmpty()
                ? null
                : framedBy.substring(framedBy.lastIndexOf(',') + 1);
    }

    /**
     * Refuses what the widget's setting, or the token's list of origins, does not allow. A page
     * around it that the browser does not name is on no list.
     *
     * @param token null for servers, which run in no frame
     * @param framedBy origins of the pages around, empty if unknown; null: no frame
     * @throws org.otpwidget.server.problem.Refused when the widget may not run there
     */
    static void check(WidgetSettings widget, @Nullable Token token, @Nullable String framedBy) {
        if (token == null || framedBy == null) {
            return;
        }
        if (!widget.iframe()) {
            throw Problems.FRAMES_OFF.refused();
        }
        if (!Arrays.stream(framedBy.split(",", -1)).allMatch(token::allowsOrigin)) {
            throw Problems.FRAME_NOT_ALLOWED.refused();
        }
    }
}
