package org.otpwidget.server.verification;

import org.otpwidget.server.LogWatch;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Sender;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Receives all messages of the channels that it makes senders for, and lets tests read them. */
public final class Postbox {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    /** Recipients with this in their address get nothing, and their provider says so. */
    public static final String REFUSED = "refused";

    /** One message, and the way it took. */
    public record Mail(Channel channel, Message message) {}

    private final List<Mail> mails = new ArrayList<>();

    /** A sender that puts everything in here. */
    public Sender sender(Channel channel) {
        return new Sender() {
            @Override
            public String name() {
                return "postbox";
            }

            @Override
            public Channel channel() {
                return channel;
            }

            @Override
            public int concurrency() {
                return 100;
            }

            @Override
            public Mono<Outcome> send(Message message) {
                return Mono.fromSupplier(() -> receive(new Mail(channel, message)));
            }
        };
    }

    private synchronized Outcome receive(Mail mail) {
        Message message = mail.message();
        LogWatch.secret(message.recipient());
        String code = message.code().reveal();
        LogWatch.code(code);
        if (code.contains("/l/")) {
            LogWatch.secret(code.substring(code.lastIndexOf('/') + 1));
        }
        if (message.recipient().contains(REFUSED)) {
            return new Outcome.FailedForGood("550 no mailbox " + message.recipient());
        }
        mails.add(mail);
        notifyAll();
        return new Outcome.Sent("id-" + message.id());
    }

    /** All messages of a request that have arrived so far. */
    public synchronized List<Mail> of(String reqId) {
        return mails.stream().filter(mail -> mail.message().requestId().equals(reqId)).toList();
    }

    /** The message of a request with this number, counted from 1; waits until it is there. */
    public synchronized Mail await(String reqId, int number) {
        long end = System.nanoTime() + PATIENCE;
        while (of(reqId).size() < number) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("message " + number + " of " + reqId + " did not come");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return of(reqId).get(number - 1);
    }

    /** The code in a request's first message. */
    public String code(String reqId) {
        return code(reqId, 1);
    }

    /** The code in one of a request's messages, counted from 1. */
    public String code(String reqId, int number) {
        return await(reqId, number).message().code().reveal();
    }
}
