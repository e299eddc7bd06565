package org.otpwidget.server.accesstoken;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;

/**
 * What an access token proves: somebody received a code at this identifier, over this channel, and
 * gave it to this widget.
 *
 * @param reqId the verification request; a request yields one token
 * @param widgetId the audience
 * @param identifier the subject, in its canonical form
 * @param channel how the code was delivered; null: there was none
 * @param issuedAt when the request was verified; fractions of a second are dropped
 * @param invisible whether a provider confirmed the number without a code (invisible OTP)
 * @param demo whether demo credentials were used, so that nobody was reached (verification rule 13)
 */
public record Claims(
        String reqId,
        String widgetId,
        String identifier,
        @Nullable Channel channel,
        Instant issuedAt,
        boolean invisible,
        boolean demo) {

    /** Leaves the identifier out, which is personal. */
    @Override
    public String toString() {
        return "Claims[reqId=%s, widgetId=%s]".formatted(reqId, widgetId);
    }
}
