package org.otpwidget.server.secret;

/**
 * What a derived key is for; keys of two purposes have nothing in common, so that a value of one
 * kind never passes for another. The label is part of the key: it must never change.
 */
public enum Purpose {
    /** One-time codes and magic links, hashed. */
    CODE("code"),
    /** Phone numbers and e-mail addresses, hashed for look-ups and sealed. */
    IDENTIFIER("identifier"),
    /** Authkeys, tokens and whatever else proves who calls, hashed. */
    CREDENTIAL("credential"),
    /** Messages that wait to be sent, sealed. */
    OUTBOX("outbox"),
    /** Messages that the built-in inbox keeps, sealed. */
    INBOX("inbox"),
    /** Calls that may come again, hashed: idempotency keys with what they were used for. */
    CALL("call"),
    /** Private keys that sign access tokens, sealed. */
    SIGNING_KEY("signing-key"),
    /** Credentials for the vendors that send messages, sealed. */
    PROVIDER("provider"),
    /** Secrets that webhooks to customers are signed with, sealed. */
    WEBHOOK("webhook"),
    /** Captcha: challenges and used tokens, hashed; the secrets that vendors gave, sealed. */
    CAPTCHA("captcha"),
    /** Secrets among a widget's settings, sealed. */
    WIDGET("widget"),
    /** What a phone carries through a check of invisible OTP, sealed. */
    INVISIBLE("invisible"),
    /** Offers to put a change back, hashed: that it was this server who made one. */
    UNDO("undo");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
