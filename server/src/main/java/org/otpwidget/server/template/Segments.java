package org.otpwidget.server.template;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.ArrayList;
import java.util.List;

/**
 * How an SMS is cut into the pieces that are sent, and paid for. A piece of a longer text has less
 * room, since it carries a header that says where it belongs; neither an escape sequence nor a
 * surrogate pair is ever cut in two.
 *
 * @param encoding alphabet of the whole text: one foreign character changes it for all
 * @param units septets (GSM-7) or 16-bit units (UCS-2) of the whole text
 * @param parts the text of each segment
 * @see <a href="https://www.3gpp.org/dynareport/23040.htm">3GPP TS 23.040, section 9.2.3.24.1</a>
 */
public record Segments(Encoding encoding, int units, List<String> parts) {

    /** Alphabets of SMS. */
    public enum Encoding {
        @JsonProperty("GSM-7")
        GSM_7(160, 153),
        @JsonProperty("UCS-2")
        UCS_2(70, 67);

        private final int single;
        private final int concatenated;

        Encoding(int single, int concatenated) {
            this.single = single;
            this.concatenated = concatenated;
        }

        /** Units of a text that is sent in one piece, at most. */
        public int single() {
            return single;
        }

        /** Units of each piece of a longer text, at most. */
        public int concatenated() {
            return concatenated;
        }

        private int units(int character) {
            return this == GSM_7 ? Gsm7.septets(character) : Character.charCount(character);
        }

        private int units(String text) {
            return text.codePoints().map(this::units).sum();
        }
    }

    /** The segments of a text; an empty one is one empty segment. */
    public static Segments of(String text) {
        return of(text, Gsm7.covers(text) ? Encoding.GSM_7 : Encoding.UCS_2);
    }

    /** How many there are. */
    public int count() {
        return parts.size();
    }

    /** Units that are free in the last segment. */
    public int left() {
        int room = count() == 1 ? encoding.single() : encoding.concatenated();
        return room - encoding.units(parts.getLast());
    }

    /**
     * The segments of a text in an encoding that was chosen for it.
     *
     * @param encoding one that has all characters of the text
     */
    public static Segments of(String text, Encoding encoding) {
        int units = encoding.units(text);
        if (units <= encoding.single()) {
            return new Segments(encoding, units, List.of(text));
        }
        var parts = new ArrayList<String>();
        int start = 0;
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int needed = encoding.units(character);
            if (used + needed > encoding.concatenated()) {
                parts.add(text.substring(start, at));
                start = at;
                used = 0;
            }
            used += needed;
            at += Character.charCount(character);
        }
        parts.add(text.substring(start));
        return new Segments(encoding, units, List.copyOf(parts));
    }
}
