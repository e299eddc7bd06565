package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings.DemoCredentials;

import java.util.Map;

/**
 * One call to send.
 *
 * @param idempotencyKey the caller's own key of this call: the same key again answers with the same
 *     request
 * @param lang language of the message (BCP 47), or null for the default
 * @param variables values for the template's variables
 * @param visit what a magic link remembers of the page and the browser that asked
 * @param demo the widget's demo credentials, if they were what the visitor gave when the call came
 *     in: said once, so that no part of the call takes the visitor for somebody else when they end
 *     meanwhile
 */
public record SendOrder(
        Widget widget,
        Caller caller,
        Identifier identifier,
        @Nullable String idempotencyKey,
        @Nullable String lang,
        Map<String, String> variables,
        Visit visit,
        @Nullable DemoCredentials demo) {

    /** The same order once its call was counted against the token's throttle rule. */
    public SendOrder counted() {
        return new SendOrder(
                widget, caller.counted(), identifier, idempotencyKey, lang, variables, visit, demo);
    }
}
