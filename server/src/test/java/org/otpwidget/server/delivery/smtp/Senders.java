package org.otpwidget.server.delivery.smtp;

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
        var connections = new SmtpConnections(SmtpServer.parse(url), "shop.example", clock);
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
