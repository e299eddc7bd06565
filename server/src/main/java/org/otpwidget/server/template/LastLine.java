package org.otpwidget.server.template;

/** The last line of an SMS, which hands the code to the page or app that asked for it. */
final class LastLine {

    private LastLine() {}

    /** The text with the line that fits; a link is for no page or app to read. */
    static String append(String text, TemplateValues values) {
        if (values.isLink()) {
            return text;
        }
        String boundTo = values.boundTo();
        return boundTo != null && AppHash.isHash(boundTo)
                ? AppHash.append(text, boundTo)
                : OriginLine.append(text, boundTo, values.code());
    }
}
