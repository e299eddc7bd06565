package org.otpwidget.server.delivery.generic;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorHttp;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.EnumSet;
import java.util.function.BiConsumer;

/** A vendor that the account describes itself. */
@Component
final class HttpKind implements ProviderKind {

    @Override
    public About about() {
        return new About("http", "Any HTTP API", EnumSet.allOf(Channel.class), HttpFields.ALL);
    }

    @Override
    public boolean hasWebhook() {
        return true;
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        HttpFields.check(settings, refuse);
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return CallTemplate.origin(settings);
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return new HttpLink(
                tools.http(),
                new CallTemplate(settings, tools.clock()),
                new AnswerRules(settings),
                new SignedReceipts(settings));
    }

    private record HttpLink(
            VendorHttp http, CallTemplate template, AnswerRules rules, SignedReceipts receipts)
            implements ProviderLink {

        @Override
        public Mono<Outcome> send(Message message) {
            return http.send(template.call(message), answer -> rules.read(answer, message));
        }

        @Override
        public Mono<ReceiptOutcome> receive(ReceiptRequest request) {
            return Mono.fromSupplier(() -> receipts.read(request));
        }
    }
}
