package org.otpwidget.server.delivery.smpp;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What one submit_sm carries of a text. It holds the code, so {@link #toString()} shows nothing.
 */
final class Piece {

    private final byte[] octets;
    private final boolean header;
    private final boolean payload;

    private Piece(byte[] octets, boolean header, boolean payload) {
        this.octets = octets;
        this.header = header;
        this.payload = payload;
    }

    /**
     * The pieces of a text, in order.
     *
     * @param payload whether a long text goes out in one
     * @param reference what the parts of a long text have in common; its last octet counts
     */
    static List<Piece> of(EncodedText text, boolean payload, long reference) {
        if (!text.isLong()) {
            return List.of(new Piece(text.whole(), false, false));
        }
        if (payload) {
            return List.of(new Piece(text.whole(), false, true));
        }
        var pieces = new ArrayList<Piece>();
        for (int index = 0; index < text.parts().size(); index++) {
            pieces.add(new Piece(text.part(index, reference), true, false));
        }
        return pieces;
    }

    /** Whether the octets begin with a user data header. */
    boolean hasHeader() {
        return header;
    }

    /** The field short_message, empty when there is a message_payload. */
    byte[] shortMessage() {
        return payload ? new byte[0] : octets;
    }

    /** The parameter message_payload; null when there is a short_message. */
    byte @Nullable [] payload() {
        return payload ? octets : null;
    }
}
