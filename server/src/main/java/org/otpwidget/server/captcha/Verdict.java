package org.otpwidget.server.captcha;

/** What becomes of a captcha token. */
public sealed interface Verdict {

    /** It is good, and was not used before. */
    record Passed() implements Verdict {}

    /** There was none, where one is required. */
    record Missing() implements Verdict {}

    /**
     * It is bad.
     *
     * @param reason for the operator; holds nothing of the token
     */
    record Failed(String reason) implements Verdict {}

    /**
     * Nobody can say: the vendor doesn't answer, or not sensibly.
     *
     * @param reason for the operator
     */
    record Unknown(String reason) implements Verdict {}

    /**
     * There was no asking: there are too many checks at once, here or for the vendor. A flood can
     * bring that about, so that it opens no widget to anybody.
     *
     * @param reason for the operator
     */
    record Busy(String reason) implements Verdict {}
}
