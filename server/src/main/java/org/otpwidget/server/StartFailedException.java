package org.otpwidget.server;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot start, for a reason that its operator can remove: shown as two sentences
 * instead of a stack trace.
 */
public final class StartFailedException extends RuntimeException {

    private final String remedy;

    /**
     * @param reason what is wrong, without secrets
     * @param remedy what the operator can do about it
     */
    public StartFailedException(String reason, String remedy) {
        this(reason, remedy, null);
    }

    /**
     * @param reason what is wrong, without secrets
     * @param remedy what the operator can do about it
     * @param cause the error behind it, for the debug log
     */
    public StartFailedException(String reason, String remedy, @Nullable Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    /** What the operator can do about it. */
    public String remedy() {
        return remedy;
    }
}
