package org.otpwidget.server.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Pages that listen to their requests, in one thread and one selector. */
final class OpenStreams implements AutoCloseable {

    /** Sockets that connect at once: the server's backlog is limited. */
    private static final int AT_ONCE = 100;

    private static final int PATIENCE_SECONDS = 120;
    private static final long POLL_NANOS = 5_000_000;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final Map<String, Long> changed = new ConcurrentHashMap<>();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger beats = new AtomicInteger();
    private final Times times = new Times();
    private final Thread reader =
            Thread.ofPlatform().daemon().name("streams").unstarted(this::read);

    /** One stream, and whether its first state has come. */
    private static final class Page {

        private final String reqId;
        private boolean told;

        Page(String reqId) {
            this.reqId = reqId;
        }
    }

    OpenStreams() throws IOException {
        reader.start();
    }

    /** Opens a stream for each request, and waits until each has told its state. */
    void open(int port, List<String> reqIds) throws IOException {
        for (int n = 0; n < reqIds.size(); n++) {
            open(port, reqIds.get(n));
            awaitTold(n + 1 - AT_ONCE);
        }
        awaitTold(reqIds.size());
    }

    @SuppressWarnings("AddressSelection") // loopback has one address
    private void open(int port, String reqId) throws IOException {
        var channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request =
                "GET /api/v5/widget/requestEvents?widgetId=3465756a3173343636383032&tokenAuth=demo-token&reqId="
                        + reqId
                        + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Page(reqId));
        selector.wakeup();
    }

    private void awaitTold(int most) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (told.get() < most) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + told + " streams told anything");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** A request's message is reported as delivered from now on. */
    void changed(String reqId) {
        changed.put(reqId, System.nanoTime());
    }

    /** Changes that no stream has told of yet. */
    int untold() {
        return changed.size();
    }

    int beats() {
        return beats.get();
    }

    /** From the change's commit to the page's reading of it. */
    synchronized double millis(double part) {
        return times.millis(part);
    }

    private void read() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> read(key), 100);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(SelectionKey key) {
        var page = (Page) key.attachment();
        buffer.clear();
        try {
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                key.cancel();
                return;
            }
        } catch (IOException _) {
            key.cancel();
            return;
        }
        String text = US_ASCII.decode(buffer.flip()).toString();
        if (text.contains("event:state")) {
            if (!page.told) {
                page.told = true;
                told.incrementAndGet();
            }
            Long since = text.contains("delivered") ? changed.remove(page.reqId) : null;
            if (since != null) {
                synchronized (this) {
                    times.add(System.nanoTime() - since);
                }
            }
        } else if (page.told) {
            beats.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
