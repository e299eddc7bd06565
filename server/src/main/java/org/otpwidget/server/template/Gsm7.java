package org.otpwidget.server.template;

/**
 * The alphabet that SMS are written in where possible, seven bits a character.
 *
 * @see <a href="https://www.3gpp.org/dynareport/23038.htm">3GPP TS 23.038, section 6.2.1</a>
 */
final class Gsm7 {

    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Written as an escape sign and another one. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private Gsm7() {}

    /** Septets that a character takes: 1, or 2 from the extension table; 0 when it has none. */
    static int septets(int character) {
        if (BASIC.indexOf(character) >= 0) {
            return 1;
        }
        return EXTENSION.indexOf(character) >= 0 ? 2 : 0;
    }
}
