package org.otpwidget.server;

import java.nio.charset.StandardCharsets;

/** A request body that no honest client sends; prints its name, for the test report. */
public final class HostileBody {

    private final String name;
    private final String contentType;
    private final byte[] bytes;

    HostileBody(String name, String contentType, byte[] bytes) {
        this.name = name;
        this.contentType = contentType;
        this.bytes = bytes;
    }

    static HostileBody json(String name, String text) {
        return json(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static HostileBody json(String name, byte[] bytes) {
        return new HostileBody(name, "application/json", bytes);
    }

    /** The {@code Content-Type} that it claims. */
    public String contentType() {
        return contentType;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return name;
    }
}
