package org.otpwidget.server.delivery.smpp;

/**
 * The alphabet that SMS are written in where possible, one septet in each octet as SMPP has it. It
 * is not ASCII: {@code @} is 0x00, and 0x40 is {@code ¡}.
 *
 * @see <a href="https://www.3gpp.org/dynareport/23038.htm">3GPP TS 23.038, section 6.2.1</a>
 */
final class Gsm7 {

    private static final byte ESCAPE = 0x1b;

    /** By code; the escape stands for itself and is no character. */
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENSION = "\f^{}\\[~]|€";

    /** What follows the escape, in the order of {@link #EXTENSION}. */
    private static final byte[] EXTENSION_CODES = {
        0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65
    };

    private Gsm7() {}

    /** The octets of a character: one, two with the escape, or none when it isn't in there. */
    static byte[] octets(int character) {
        int basic = BASIC.indexOf(character);
        if (basic >= 0 && basic != ESCAPE) {
            return new byte[] {(byte) basic};
        }
        int extension = EXTENSION.indexOf(character);
        return extension >= 0 ? new byte[] {ESCAPE, EXTENSION_CODES[extension]} : new byte[0];
    }

    /** Whether all of a text can be written in it. */
    static boolean covers(String text) {
        return text.codePoints().allMatch(character -> octets(character).length > 0);
    }
}
