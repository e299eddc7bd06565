package org.otpwidget.server.dashboard;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.embed.PagePolicy;
import org.otpwidget.server.signincode.Offer;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

import java.util.Map;

/** Pages of the dashboard that run our own widget, for the script {@code code.js}. */
public final class WidgetPage {

    /** The field of the page's form that takes what the widget got. */
    public static final String TOKEN = "access-token";

    private WidgetPage() {}

    /**
     * A page.
     *
     * @param offer the widget to run; null: none, the page says why
     * @param error word of a text; empty for none
     */
    public static Rendering.Builder<?> of(String view, @Nullable Offer offer, String error) {
        return Rendering.view(view)
                .status(status(error))
                .header("Content-Security-Policy", PagePolicy.WITH_WIDGET)
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .model(offer == null ? Map.of() : Map.of("offer", offer))
                .modelAttribute("error", error);
    }

    private static HttpStatus status(String error) {
        return switch (error) {
            case "" -> HttpStatus.OK;
            case "tooMany" -> HttpStatus.TOO_MANY_REQUESTS;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}
