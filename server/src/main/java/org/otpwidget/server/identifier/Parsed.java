package org.otpwidget.server.identifier;

/** What became of something that was typed as an identifier. */
public sealed interface Parsed {

    /** It is one, in canonical form. */
    record Accepted(Identifier identifier) implements Parsed {}

    /**
     * It is none that the widget takes.
     *
     * @param message says what to enter instead; clients show it to the visitor as it is
     */
    record Rejected(String message) implements Parsed {}
}
