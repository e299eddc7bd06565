package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Outbox;
import org.otpwidget.server.delivery.Queued;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Widget;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Hands committed messages to the outbox of this node, which sends them at once. */
@Component
final class Dispatch {

    private final Outbox outbox;

    Dispatch(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The first message of a request; none if the request was there already. */
    void first(SendOrder order, Outcome.Sent sent, SendStep.Result result, SecretText code) {
        if (result.messageId() != null) {
            dispatch(
                    result.messageId(),
                    order.widget(),
                    sent,
                    order.identifier().value(),
                    order.lang(),
                    order.caller().boundTo(order.widget().settings()),
                    order.variables(),
                    code,
                    Objects.requireNonNull(result.sentAt()));
        }
    }

    /** A further message of a request, in its language and with its variables. */
    void again(RetryOrder order, Outcome.Sent sent, RetryStep.Result result, SecretText code) {
        dispatch(
                Objects.requireNonNull(result.messageId()),
                order.widget(),
                sent,
                Objects.requireNonNull(result.identifier()),
                result.lang(),
                result.boundTo(),
                result.values(),
                code,
                Objects.requireNonNull(result.sentAt()));
    }

    private void dispatch(
            long messageId,
            Widget widget,
            Outcome.Sent sent,
            String recipient,
            @Nullable String lang,
            @Nullable String boundTo,
            Map<String, String> variables,
            SecretText code,
            Instant sentAt) {
        outbox.dispatch(
                List.of(
                        new Queued(
                                messageId,
                                sent.reqId(),
                                widget.accountId(),
                                widget.id(),
                                widget.settings().name(),
                                widget.settings().callerId(),
                                sent.channel(),
                                recipient,
                                lang,
                                boundTo,
                                variables,
                                code,
                                sent.expiresAt(),
                                sentAt.plus(Outbox.LEASE),
                                0,
                                List.of())));
    }
}
