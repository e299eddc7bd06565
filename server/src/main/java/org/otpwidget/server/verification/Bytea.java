package org.otpwidget.server.verification;

import java.util.HexFormat;

/** PostgreSQL's text form of bytes, for values that travel inside JSON. */
final class Bytea {

    private Bytea() {}

    static String of(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }
}
