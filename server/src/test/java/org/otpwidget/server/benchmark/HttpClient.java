package org.otpwidget.server.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** One keep-alive connection: just enough HTTP to talk to our own server. */
final class HttpClient implements AutoCloseable {

    private static final String END_OF_HEADERS = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";

    private final ByteBuffer in = ByteBuffer.allocate(1 << 14);
    private final SocketChannel channel;

    /** The number of the script's run, and the call that it is at. */
    long number;

    int call;
    long started;
    String said = "";

    HttpClient(int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    void send(String request) throws IOException {
        var bytes = ByteBuffer.wrap(request.getBytes(ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The body of the answer, or null while it is not whole. */
    @Nullable String receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        String text = new String(in.array(), 0, in.position(), ISO_8859_1);
        int body = body(text);
        if (body < 0) {
            return null;
        }
        in.clear();
        return text.substring(body);
    }

    /** Where the body of a request or an answer begins; -1 while it is not whole. */
    static int body(String text) {
        int end = text.indexOf(END_OF_HEADERS);
        int body = end + END_OF_HEADERS.length();
        return end < 0 || text.length() < body + length(text.substring(0, body)) ? -1 : body;
    }

    private static int length(String headers) {
        int from = headers.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (from < 0) {
            throw new IllegalStateException("no length in " + headers);
        }
        int start = from + LENGTH.length();
        return Integer.parseInt(headers.substring(start, headers.indexOf('\r', start)).strip());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
