package org.otpwidget.server.delivery.smpp;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A text as it goes out.
 *
 * @param dataCoding alphabet of all parts (SMPP 3.4, 5.2.19)
 * @param parts octets, without headers; more than one for a long text
 */
record EncodedText(byte dataCoding, List<byte[]> parts) {

    private static final byte HEADER_LENGTH = 5;
    private static final byte CONCATENATED = 0;
    private static final byte CONCATENATED_LENGTH = 3;

    EncodedText {
        parts = List.copyOf(parts);
    }

    /** Whether it takes several messages in the air. */
    boolean isLong() {
        return parts.size() > 1;
    }

    /** The whole text, for an SMSC that cuts it itself. */
    byte[] whole() {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /**
     * A part behind the header that puts it into its place (3GPP TS 23.040, 9.2.3.24.1).
     *
     * @param index from 0
     * @param reference the same for all parts of a message; its last octet counts
     */
    byte[] part(int index, long reference) {
        var octets = new ByteArrayOutputStream();
        octets.write(HEADER_LENGTH);
        octets.write(CONCATENATED);
        octets.write(CONCATENATED_LENGTH);
        octets.write((int) reference);
        octets.write(parts.size());
        octets.write(index + 1);
        octets.writeBytes(parts.get(index));
        return octets.toByteArray();
    }

    @Override
    public String toString() {
        return "EncodedText[" + parts.size() + " parts]";
    }
}
