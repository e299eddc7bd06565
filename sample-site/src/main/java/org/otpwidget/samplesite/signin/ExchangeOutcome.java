package org.otpwidget.samplesite.signin;

/** What became of an access token. Only {@link Proved} lets a visitor in. */
sealed interface ExchangeOutcome {

    /** The token was right and is now used up; the visitor holds this identifier. */
    record Proved(Identifier identifier) implements ExchangeOutcome {}

    /** The token proves another identifier than the page claimed: somebody mixes identities. */
    record OtherIdentifier() implements ExchangeOutcome {}

    /** The OTP server refused the token: forged, expired, used before, or of another account. */
    record Refused(String message) implements ExchangeOutcome {}

    /** No answer that could be understood, so nothing is known of the token. */
    record NoAnswer() implements ExchangeOutcome {}
}
