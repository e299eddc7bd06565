package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/** What whoever opened a magic link gets to see. */
public sealed interface LinkAnswer {

    /**
     * The link waits for its person.
     *
     * @param attemptsLeft tries that are left after wrong digits; null when none were typed
     */
    record Waiting(LinkView view, @Nullable Integer attemptsLeft) implements LinkAnswer {}

    /**
     * Confirmed, just now or, in the same browser, a moment ago.
     *
     * @param next where the same browser goes on, with the access token; null in another one, where
     *     the page that asked completes by itself
     */
    record Confirmed(@Nullable URI next) implements LinkAnswer {

        /** Leaves the access token out. */
        @Override
        public String toString() {
            return "Confirmed[hidden]";
        }
    }

    /** "It wasn't me": the request is void. */
    record Denied() implements LinkAnswer {}

    /** Nothing can be done with this link. */
    record Over(Why why) implements LinkAnswer {}

    /** Why nothing can be done. */
    enum Why {
        UNKNOWN,
        EXPIRED,
        USED,
        VOIDED
    }
}
