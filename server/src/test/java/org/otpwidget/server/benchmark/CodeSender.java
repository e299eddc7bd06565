package org.otpwidget.server.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Sender;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes {@code reqId code} lines to a socket; lines that come together share a write. */
final class CodeSender implements Sender {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private CodeSender() {}

    @SuppressWarnings("AddressSelection") // loopback has one address
    static CodeSender to(int port) throws IOException {
        var sender = new CodeSender();
        var out =
                new BufferedOutputStream(
                        new Socket(InetAddress.getLoopbackAddress(), port).getOutputStream());
        Thread.ofPlatform().daemon().name("codes").start(() -> sender.write(out));
        return sender;
    }

    @Override
    public String name() {
        return "benchmark";
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public int concurrency() {
        return 256;
    }

    @Override
    public Mono<Outcome> send(Message message) {
        lines.add(message.requestId() + ' ' + message.code().reveal() + '\n');
        return Mono.just(new Outcome.Sent(null));
    }

    private void write(OutputStream out) {
        try {
            while (true) {
                out.write(lines.take().getBytes(US_ASCII));
                for (String line; (line = lines.poll()) != null; ) {
                    out.write(line.getBytes(US_ASCII));
                }
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
