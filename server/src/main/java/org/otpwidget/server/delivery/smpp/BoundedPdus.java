package org.otpwidget.server.delivery.smpp;

import org.jsmpp.DefaultPDUReader;
import org.jsmpp.bean.Command;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * Reads PDUs, but none of a length that would only take memory: jSMPP makes room for all that the
 * first four octets announce. What follows such a length cannot be understood, so the connection
 * ends with it.
 */
final class BoundedPdus extends DefaultPDUReader {

    /** Far more than a receipt has. */
    static final int LONGEST = 64 * 1024;

    private static final int HEADER = 16;

    @Override
    public Command readPDUHeader(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < HEADER || length > LONGEST) {
            throw new IOException("the length of a PDU makes no sense");
        }
        var header = new Command();
        header.setCommandLength(length);
        header.setCommandId(in.readInt());
        header.setCommandStatus(in.readInt());
        header.setSequenceNumber(in.readInt());
        return header;
    }
}
