package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of one attempt to send. */
public sealed interface Outcome {

    /**
     * The provider took the message.
     *
     * @param providerId the provider's name for it, by which receipts refer to it; null when it has
     *     none
     */
    record Sent(@Nullable String providerId) implements Outcome {

        private static final int LONGEST = 200;

        /** A name that cannot be kept is none: the message was taken all the same. */
        public Sent {
            if (providerId != null && !isKeepable(providerId)) {
                providerId = null;
            }
        }

        /** Whether a provider's name for a message fits into the table. */
        public static boolean isKeepable(String providerId) {
            return providerId.length() <= LONGEST
                    && providerId.chars().noneMatch(Character::isISOControl);
        }
    }

    /**
     * It may work later, or with another provider. That includes whatever is wrong with us rather
     * than with the message: credentials, credit, a sender that isn't registered.
     *
     * @param reason in the provider's words
     * @param retryAfter how long the provider asks to be left alone; null when it doesn't say
     */
    record FailedForNow(String reason, @Nullable Duration retryAfter) implements Outcome {

        /** Failed, and the provider doesn't say for how long. */
        public FailedForNow(String reason) {
            this(reason, null);
        }
    }

    /**
     * Nothing was tried, because the provider may be given no more messages at the moment. That
     * says nothing against it.
     *
     * @param pause until it may be given some again
     */
    record Deferred(String reason, Duration pause) implements Outcome {}

    /**
     * It will never work, with any provider: the address doesn't exist, or doesn't want the
     * message.
     *
     * @param reason in the provider's words
     * @param cause what the visitor can be told
     */
    record FailedForGood(String reason, Cause cause) implements Outcome {

        /** Failed for a cause that says nothing to a visitor. */
        public FailedForGood(String reason) {
            this(reason, Cause.REFUSED);
        }
    }

    /** Why a message can never arrive, in a word that a visitor can be told. */
    enum Cause {
        /** There is no such number or mailbox, or it cannot take this kind of message. */
        BAD_RECIPIENT,
        /** The recipient told the provider or the carrier to send nothing. */
        UNSUBSCRIBED,
        /** Anything else that stays as it is. */
        REFUSED
    }
}
