package org.otpwidget.server.delivery.twilio;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;

import reactor.core.publisher.Mono;

import java.util.Map;
import java.util.function.Function;

/**
 * A link to one account.
 *
 * @param resource that a message becomes: {@code Messages} or {@code Calls}
 * @param form what is posted for a message
 */
record TwilioLink(
        TwilioAccount account, String resource, Function<Message, Map<String, String>> form)
        implements ProviderLink {

    @Override
    public Mono<Outcome> send(Message message) {
        return account.create(resource, form.apply(message), message);
    }

    @Override
    public Mono<ReceiptOutcome> receive(ReceiptRequest request) {
        return Mono.fromSupplier(() -> new TwilioReceipts(account.settings()).read(request));
    }
}
