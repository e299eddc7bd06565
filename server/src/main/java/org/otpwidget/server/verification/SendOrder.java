package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings.DemoCredentials;

import java.time.Instant;
import java.util.Map;

/**
 * One call to send.
 *
 * @param idempotencyKey the caller's own key of this call: the same key again answers with the same
 *     request
 * @param lang language of the message (BCP 47), or null for the default
 * @param variables values for the template's variables
 * @param visit what a magic link remembers of the page and the browser that asked
 */
public record SendOrder(
        Widget widget,
        Caller caller,
        Identifier identifier,
        @Nullable String idempotencyKey,
        @Nullable String lang,
        Map<String, String> variables,
        Visit visit) {

    /** The widget's demo credentials, if the visitor gave them. */
    public @Nullable DemoCredentials demo(Instant now) {
        return widget.settings().demo(identifier, now);
    }
}
