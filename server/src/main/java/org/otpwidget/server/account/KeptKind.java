package org.otpwidget.server.account;

import com.fasterxml.jackson.annotation.JsonValue;

/** A kind of rows that an account decides how long to keep. */
public enum KeptKind {
    /** Verifications. */
    REQUESTS("requests", 1),
    /** Messages. */
    MESSAGES("messages", 1),
    /** Events for webhooks: no shorter than they are tried again. */
    WEBHOOK_DELIVERIES("webhookDeliveries", 4);

    /** Most days that anything is kept. */
    public static final int MOST = 730;

    private final String word;
    private final int least;

    KeptKind(String word, int least) {
        this.word = word;
        this.least = least;
    }

    /** Its word in JSON. */
    @JsonValue
    public String word() {
        return word;
    }

    /** Fewest days that it is kept. */
    public int least() {
        return least;
    }
}
