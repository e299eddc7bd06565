package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;

/** What became of a call. Refusals are ordinary values: only what is broken is an exception. */
public sealed interface Outcome {

    /**
     * A message is on its way, or was before for the same call.
     *
     * @param resendAt when a resend becomes possible
     * @param expiresAt when the code dies
     * @param matchCode two digits for the page to show, that whoever confirms the magic link in
     *     another browser has to type; or null
     * @param fresh whether this very call made the request
     */
    record Sent(
            String reqId,
            Channel channel,
            Instant resendAt,
            Instant expiresAt,
            int attemptsLeft,
            int retriesLeft,
            @Nullable Integer matchCode,
            boolean fresh)
            implements Outcome {}

    /** The code was right; the token proves it. */
    record Verified(String accessToken) implements Outcome {}

    /**
     * The magic link was confirmed; the token proves it.
     *
     * @param state what the page gave with its call, or null
     */
    record Confirmed(String accessToken, @Nullable String state) implements Outcome {}

    /** The access token was exchanged; it proved this identifier. */
    record Exchanged(String identifier) implements Outcome {}

    /** The request is there and still waits for its visitor. */
    record Pending() implements Outcome {}

    /** No; the problem says why. */
    record Refused(Problem problem) implements Outcome {}
}
