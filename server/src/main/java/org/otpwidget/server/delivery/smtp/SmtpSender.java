package org.otpwidget.server.delivery.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Sender;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.io.UnsupportedEncodingException;
import java.util.Objects;

/** Sends e-mail over SMTP. Jakarta Mail blocks, so each mail has a virtual thread of its own. */
final class SmtpSender implements Sender {

    private final SmtpConnections connections;
    private final MailComposer composer;
    private final int concurrency;
    private final Scheduler threads;

    SmtpSender(
            SmtpConnections connections,
            MailComposer composer,
            int concurrency,
            Scheduler threads) {
        this.connections = connections;
        this.composer = composer;
        this.concurrency = concurrency;
        this.threads = threads;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public Origin origin() {
        return Origin.of(composer.from()).passingOn();
    }

    @Override
    public Mono<Outcome> send(Message message) {
        return Mono.fromCallable(() -> sendBlocking(message)).subscribeOn(threads);
    }

    private Outcome sendBlocking(Message message) throws UnsupportedEncodingException {
        try {
            MimeMessage mail = composer.compose(message);
            connections.send(mail);
            return new Outcome.Sent(Objects.requireNonNull(mail.getMessageID()));
        } catch (MessagingException e) {
            return SmtpFailure.outcome(e);
        }
    }
}
