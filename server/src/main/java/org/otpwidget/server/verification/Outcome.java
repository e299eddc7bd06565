package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.widget.Channel;

import java.net.URI;
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

    /** A provider confirmed the number without a code; the token proves it. */
    record VerifiedInvisibly(String accessToken) implements Outcome {}

    /** The phone has to open an address over its mobile connection, and comes back by itself. */
    record Elsewhere(URI address) implements Outcome {

        /** The address is a secret of the phone. */
        @Override
        public String toString() {
            return "Elsewhere[]";
        }
    }

    /**
     * The access token was exchanged; it proved this identifier.
     *
     * @param demo whether it came from demo credentials, and so proves nobody
     */
    record Exchanged(String identifier, boolean demo) implements Outcome {}

    /** The request is there and still waits for its visitor. */
    record Pending() implements Outcome {}

    /** No; the problem says why. */
    record Refused(Problem problem) implements Outcome {}
}
