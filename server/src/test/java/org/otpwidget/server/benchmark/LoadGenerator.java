package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One thread and one selector, so that generating load costs as little as possible. Learns the
 * codes from the servers' {@link CodeSender}s.
 */
final class LoadGenerator implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final ServerSocketChannel codesServer = ServerSocketChannel.open();
    private final Map<String, String> codes = new HashMap<>();
    private long number;

    LoadGenerator() throws IOException {
        codesServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        codesServer.configureBlocking(false);
        codesServer.register(selector, SelectionKey.OP_ACCEPT);
    }

    int codesPort() throws IOException {
        return ((InetSocketAddress) codesServer.getLocalAddress()).getPort();
    }

    /**
     * Plays the script over and over.
     *
     * @param perSecond runs started per second, whatever becomes of them; 0: each connection starts
     *     its next run when the last one ended
     */
    LoadResult run(Script script, int port, int connections, double seconds, double perSecond)
            throws IOException {
        try (var load = new Load(this, script, port, connections, seconds, perSecond)) {
            return load.run();
        } finally {
            codes.clear();
        }
    }

    Selector selector() {
        return selector;
    }

    long nextNumber() {
        return number++;
    }

    Map<String, String> codes() {
        return codes;
    }

    /** Handles a key that is no HTTP connection. */
    void readCodes(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel feed = codesServer.accept();
            feed.configureBlocking(false);
            feed.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(1 << 16));
            return;
        }
        var buffer = (ByteBuffer) key.attachment();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            key.channel().close();
            return;
        }
        String text = StandardCharsets.ISO_8859_1.decode(buffer.flip().duplicate()).toString();
        int whole = text.lastIndexOf('\n') + 1;
        text.substring(0, whole)
                .lines()
                .forEach(line -> codes.put(line.substring(0, 24), line.substring(25)));
        buffer.position(whole);
        buffer.compact();
    }

    @Override
    public void close() throws IOException {
        codesServer.close();
        selector.close();
    }
}
