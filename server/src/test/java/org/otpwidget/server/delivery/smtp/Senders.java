package org.otpwidget.server.delivery.smtp;

import org.otpwidget.server.delivery.provider.Network;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** Makes senders for a test, and closes their connections. */
final class Senders implements AutoCloseable {

    private final Clock clock;
    private final Scheduler threads =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());
    private final List<SmtpConnections> opened = new ArrayList<>();

    Senders(Clock clock) {
        this.clock = clock;
    }

    SmtpSender sender(String url) {
        return sender(url, new Network(true));
    }

    /** A sender whose server may be somewhere only. */
    SmtpSender sender(String url, Network network) {
        var connections =
                new SmtpConnections(SmtpServer.parse(url), "shop.example", network, clock);
        opened.add(connections);
        var composer = new MailComposer(connections.session(), "no-reply@shop.example", clock);
        return new SmtpSender(connections, composer, 4, threads);
    }

    @Override
    public void close() {
        opened.forEach(SmtpConnections::close);
        threads.dispose();
    }
}
