package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message that waits in the outbox and is leased to this node. Its {@link #toString()} tells
 * which one it is, not what is in it or who gets it.
 *
 * @param id of the row
 * @param widgetName name that the visitor knows the sender by
 * @param callerId number that the widget's calls come from, digits with country code; null: the
 *     provider's
 * @param recipient canonical e-mail address, or mobile number as digits with country code
 * @param lang language asked for (BCP 47), or null
 * @param host host or two ({@code OriginLine}) or app ({@code AppHash}) that an SMS is bound to, or
 *     null
 * @param variables values of the template's variables
 * @param expiresAt end of the code's life, and of the attempts to send it
 * @param dueAt the row's due time: until then it is this node's alone
 * @param attempts how many rounds over all providers failed before
 * @param tried providers that failed in the round that goes on
 */
public record Queued(
        long id,
        String requestId,
        long accountId,
        String widgetId,
        String widgetName,
        @Nullable String callerId,
        Channel channel,
        String recipient,
        @Nullable String lang,
        @Nullable String host,
        Map<String, String> variables,
        SecretText code,
        Instant expiresAt,
        Instant dueAt,
        int attempts,
        List<String> tried) {

    @Override
    public String toString() {
        return "Queued[id=" + id + ", requestId=" + requestId + "]";
    }
}
