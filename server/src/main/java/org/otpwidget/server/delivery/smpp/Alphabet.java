package org.otpwidget.server.delivery.smpp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

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

    /** Septets of a message in the air, alone and as a part with its header. */
    private static final int SEPTETS = 160;

    private static final int SEPTETS_OF_PART = 153;

    /** Octets of a message in UCS-2, alone and as a part with its header. */
    private static final int OCTETS = 140;

    private static final int OCTETS_OF_PART = 134;

    /** The alphabet of a setting. */
    static Alphabet of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** A text as it goes out, cut where it has to be: never inside of a character. */
    EncodedText encode(String text) {
        if (this == GSM7 && Gsm7.covers(text)) {
            return encode(text, CODING_DEFAULT, Gsm7::octets, Alphabet::septets, SEPTETS);
        }
        if (this == LATIN1 && Gsm7.covers(text) && isLatin1(text)) {
            return encode(text, CODING_LATIN1, Alphabet::latin1, Alphabet::septets, SEPTETS);
        }
        return encode(text, CODING_UCS2, Alphabet::ucs2, Alphabet::ucs2Octets, OCTETS);
    }

    private static EncodedText encode(
            String text,
            byte coding,
            IntFunction<byte[]> octets,
            IntUnaryOperator size,
            int single) {
        boolean whole = text.codePoints().map(size).sum() <= single;
        int room = whole ? single : single == OCTETS ? OCTETS_OF_PART : SEPTETS_OF_PART;
        List<byte[]> parts = new ArrayList<>();
        var part = new ByteArrayOutputStream();
        int used = 0;
        for (int character : text.codePoints().toArray()) {
            int needed = size.applyAsInt(character);
            if (used + needed > room) {
                parts.add(part.toByteArray());
                part.reset();
                used = 0;
            }
            part.writeBytes(octets.apply(character));
            used += needed;
        }
        parts.add(part.toByteArray());
        return new EncodedText(coding, parts);
    }

    private static boolean isLatin1(String text) {
        return text.chars().allMatch(unit -> unit <= 0xff);
    }

    private static int septets(int character) {
        return Gsm7.octets(character).length;
    }

    private static byte[] latin1(int character) {
        return new byte[] {(byte) character};
    }

    private static byte[] ucs2(int character) {
        return Character.toString(character).getBytes(StandardCharsets.UTF_16BE);
    }

    private static int ucs2Octets(int character) {
        return 2 * Character.charCount(character);
    }
}
