package org.otpwidget.server.template;

import java.io.ByteArrayOutputStream;

/**
 * The alphabet that SMS are written in where possible, seven bits a character. It is not ASCII:
 * {@code @} is 0x00, and 0x40 is {@code ¡}.
 *
 * @see <a href="https://www.3gpp.org/dynareport/23038.htm">3GPP TS 23.038, section 6.2.1</a>
 */
public final class Gsm7 {

    private static final byte ESCAPE = 0x1b;

    /** By code; the escape stands for itself and is no character. */
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Written as an escape and another one. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    /** What follows the escape, in the order of {@link #EXTENSION}. */
    private static final byte[] EXTENSION_CODES = {
        0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65
    };

    private Gsm7() {}

    /** Whether all of a text can be written in it. */
    public static boolean covers(String text) {
        return text.codePoints().allMatch(character -> septets(character) > 0);
    }

    /**
     * A text that is covered, one septet in each octet.
     *
     * @throws IllegalArgumentException for a character that isn't in the alphabet
     */
    public static byte[] octets(String text) {
        var octets = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(character -> write(character, octets));
        return octets.toByteArray();
    }

    /** Septets that a character takes: 1, or 2 from the extension table; 0 when it has none. */
    static int septets(int character) {
        int basic = BASIC.indexOf(character);
        if (basic >= 0 && basic != ESCAPE) {
            return 1;
        }
        return EXTENSION.indexOf(character) >= 0 ? 2 : 0;
    }

    private static void write(int character, ByteArrayOutputStream octets) {
        switch (septets(character)) {
            case 1 -> octets.write(BASIC.indexOf(character));
            case 2 -> {
                octets.write(ESCAPE);
                octets.write(EXTENSION_CODES[EXTENSION.indexOf(character)]);
            }
            default -> throw new IllegalArgumentException("not in the alphabet");
        }
    }
}
