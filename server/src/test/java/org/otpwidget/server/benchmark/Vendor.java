package org.otpwidget.server.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Stands in for a vendor that takes every message at once and answers with an id. One thread, and
 * just enough HTTP for our own client, so that it costs as little as possible.
 */
final class Vendor implements AutoCloseable {

    private static final String REFERENCE = "\"ref\":\"";

    /** The request's id, with which a message's reference begins. */
    private static final int ID_LENGTH = 24;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Arrivals arrivals;
    private long taken;

    Vendor(Arrivals arrivals) throws IOException {
        this.arrivals = arrivals;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().daemon().name("vendor").start(this::serve);
    }

    String url() throws IOException {
        return "http://127.0.0.1:" + ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        accept();
                    } else {
                        read((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (ClosedSelectorException _) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.accept();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(1 << 14));
    }

    private void read(SocketChannel channel, ByteBuffer in) throws IOException {
        if (!isOpen(channel, in)) {
            channel.close();
            return;
        }
        long now = System.nanoTime();
        String text = ISO_8859_1.decode(in.duplicate().flip()).toString();
        if (HttpClient.body(text) < 0) {
            return;
        }
        int from = text.indexOf(REFERENCE) + REFERENCE.length();
        arrivals.arrived(text.substring(from, from + ID_LENGTH), now);
        in.clear();
        answer(channel);
    }

    private static boolean isOpen(SocketChannel channel, ByteBuffer in) {
        try {
            return channel.read(in) >= 0;
        } catch (IOException _) {
            return false;
        }
    }

    private void answer(SocketChannel channel) throws IOException {
        String body = "{\"id\":\"vendor-%d\"}".formatted(taken++);
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        var bytes = ByteBuffer.wrap(answer.getBytes(ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.close();
    }
}
