package org.otpwidget.server.signincode;

/** Whether a widget can let operators in. */
sealed interface Fit {

    /** It can. */
    record Yes(Offer offer) implements Fit {}

    /**
     * It cannot.
     *
     * @param why a sentence that says what to do
     */
    record No(String why) implements Fit {}
}
