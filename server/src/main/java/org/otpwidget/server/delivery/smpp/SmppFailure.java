package org.otpwidget.server.delivery.smpp;

import org.jspecify.annotations.Nullable;

/** The SMSC refused, or could not be asked. The message is fit to be kept. */
final class SmppFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final @Nullable Integer status;

    private SmppFailure(@Nullable Integer status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    /** The SMSC refused. */
    static SmppFailure refused(int status) {
        return new SmppFailure(status, CommandStatus.words(status));
    }

    /** The SMSC could not be asked, or what it answered means nothing. */
    static SmppFailure of(String reason) {
        return new SmppFailure(null, reason);
    }

    /** The status of the SMSC's answer; null when there is none. */
    @Nullable Integer status() {
        return status;
    }

    /** What happened, in words. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
