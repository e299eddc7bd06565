package org.otpwidget.server.delivery;

import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Optional;

/**
 * Sends mails of the installation itself over its own mail server, at once and once: whoever asked
 * for one waits, and is told when it could not be sent.
 */
@Component
public class Letters {

    private static final Logger log = LoggerFactory.getLogger(Letters.class);
    private static final String SENDER = "OTP Widget";

    private final Optional<Sender> email;

    Letters(List<Sender> senders) {
        this.email =
                senders.stream().filter(sender -> sender.channel() == Channel.EMAIL).findFirst();
    }

    /** Whether a mail server is there to send them. */
    public boolean arePossible() {
        return email.isPresent();
    }

    /**
     * Sends a letter.
     *
     * @param secret what in the letter nobody else may see
     * @return whether a mail server took it; false as well where none is configured
     */
    public Mono<Boolean> send(Letter letter, SecretText secret) {
        return email.map(sender -> send(sender, letter, secret)).orElse(Mono.just(false));
    }

    private static Mono<Boolean> send(Sender sender, Letter letter, SecretText secret) {
        var message =
                new Message(
                        0,
                        letter.id(),
                        letter.recipient(),
                        SENDER,
                        letter.content(),
                        secret,
                        letter.expiresAt());
        return sender.send(message)
                .map(Outcome.Sent.class::isInstance)
                .timeout(Outbox.SEND_TIMEOUT)
                .doOnError(failure -> log.warn("{} was not sent: {}", letter, failure.toString()))
                .onErrorReturn(false);
    }
}
