package org.otpwidget.server.delivery;

import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A sender that notes what it gets and answers as a test tells it. */
final class RecordingSender implements Sender {

    private final Channel channel;
    private final int concurrency;
    private final Function<Message, Mono<Outcome>> answer;
    private final List<Message> received = new CopyOnWriteArrayList<>();

    RecordingSender(Channel channel, int concurrency, Function<Message, Mono<Outcome>> answer) {
        this.channel = channel;
        this.concurrency = concurrency;
        this.answer = answer;
    }

    static RecordingSender of(Channel channel, Outcome outcome) {
        return new RecordingSender(channel, 4, _ -> Mono.just(outcome));
    }

    List<Message> received() {
        return received;
    }

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public Mono<Outcome> send(Message message) {
        received.add(message);
        return answer.apply(message);
    }
}
