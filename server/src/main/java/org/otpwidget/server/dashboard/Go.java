package org.otpwidget.server.dashboard;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * Where a page's method leads: after a form always to another page, so that a reload is harmless.
 */
public final class Go {

    private Go() {}

    /** To a page of the dashboard, by GET. */
    public static Rendering to(String path) {
        return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
    }

    /**
     * To a page that says what was done.
     *
     * @param done the word of a text {@code done.<word>}
     */
    public static Rendering to(String path, String done) {
        return to(path + (path.contains("?") ? "&" : "?") + "done=" + done);
    }
}
