package org.otpwidget.server.template;

/** The last line of an SMS, which hands the code to the page or app that asked for it. */
final class LastLine {

    private LastLine() {}

    /** The text with the line that fits. */
    static String append(String text, TemplateValues values) {
        String boundTo = values.boundTo();
        return boundTo != null && AppHash.isHash(boundTo)
                ? AppHash.append(text, boundTo)
                : OriginLine.append(text, boundTo, values.code());
    }
}
