package org.otpwidget.server.delivery.smpp;

import org.otpwidget.server.template.Gsm7;
import org.otpwidget.server.template.Segments;
import org.otpwidget.server.template.Segments.Encoding;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/** What texts go out in if they can; what cannot goes out in UCS-2. */
enum Alphabet {
    /** The SMSC's default alphabet, which is GSM 03.38. */
    GSM7,
    /** Latin-1 between us and the SMSC, GSM 03.38 in the air. */
    LATIN1,
    /** Always UCS-2. */
    UCS2;

    private static final byte CODING_DEFAULT = 0;
    private static final byte CODING_LATIN1 = 3;
    private static final byte CODING_UCS2 = 8;

    /** The alphabet of a setting. */
    static Alphabet of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** A text as it goes out, cut where it has to be: never inside of a character. */
    EncodedText encode(String text) {
        if (this == GSM7 && Gsm7.covers(text)) {
            return encode(text, Encoding.GSM_7, CODING_DEFAULT, Gsm7::octets);
        }
        if (this == LATIN1 && Gsm7.covers(text) && isLatin1(text)) {
            return encode(
                    text,
                    Encoding.GSM_7,
                    CODING_LATIN1,
                    part -> part.getBytes(StandardCharsets.ISO_8859_1));
        }
        return encode(
                text,
                Encoding.UCS_2,
                CODING_UCS2,
                part -> part.getBytes(StandardCharsets.UTF_16BE));
    }

    private static EncodedText encode(
            String text, Encoding inTheAir, byte coding, Function<String, byte[]> octets) {
        return new EncodedText(
                coding, Segments.of(text, inTheAir).parts().stream().map(octets).toList());
    }

    private static boolean isLatin1(String text) {
        return text.chars().allMatch(unit -> unit <= 0xff);
    }
}
