package org.otpwidget.server.delivery.vonage;

import static org.otpwidget.server.delivery.provider.ProviderField.secret;
import static org.otpwidget.server.delivery.provider.ProviderField.text;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorCall;
import org.otpwidget.server.delivery.provider.VendorHttp;
import org.otpwidget.server.delivery.provider.Webhooks;
import org.otpwidget.server.template.Dlt;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * SMS over Vonage's Messages API (https://developer.vonage.com/api/messages). Vonage finds out by
 * itself whether a text needs Unicode.
 */
@Component
final class VonageSmsKind implements ProviderKind {

    private static final List<ProviderField> FIELDS =
            List.of(
                    text("apiKey", "API key").needed(),
                    secret("apiSecret", "API secret").needed(),
                    secret("signatureSecret", "Signature secret")
                            .saying("Signs the receipts: without it none is asked for"),
                    text("from", "Sender")
                            .needed()
                            .saying("A number with country code and without +, or a sender id"),
                    text("dltEntityId", "DLT entity id (India)"),
                    text("dltTemplateId", "DLT template id (India)"),
                    ProviderField.baseUrl("https://api.nexmo.com"));

    /** Seconds that delivery may be tried for. */
    private static final int SHORTEST_TTL = 20;

    private static final int LONGEST_TTL = 604_800;

    @Override
    public About about() {
        return new About("vonage-sms", "Vonage SMS", Set.of(Channel.SMS), FIELDS);
    }

    @Override
    public boolean hasWebhook() {
        return true;
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return Origin.of(settings.text("from"))
                .passingOn()
                .registered(settings.text("dltEntityId"), settings.text("dltTemplateId"));
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return new VonageLink(settings, tools.http(), tools.clock());
    }

    private record VonageLink(ProviderSettings settings, VendorHttp http, Clock clock)
            implements ProviderLink {

        @Override
        public Mono<Outcome> send(Message message) {
            VendorCall call =
                    VendorCall.json(settings.url("baseUrl") + "/v1/messages", body(message))
                            .with("Accept", "application/json")
                            .withBasic(settings.text("apiKey"), settings.secret("apiSecret"));
            return http.send(call, new VonageAnswers(settings, message)::read);
        }

        @Override
        public Mono<ReceiptOutcome> receive(ReceiptRequest request) {
            return Mono.fromSupplier(() -> new VonageReceipts(settings).read(request));
        }

        private Map<String, Object> body(Message message) {
            var body = new LinkedHashMap<String, Object>();
            body.put("channel", "sms");
            body.put("message_type", "text");
            body.put("to", message.recipient());
            body.put(
                    "from",
                    Objects.requireNonNullElse(message.content().sender(), settings.text("from")));
            body.put("text", message.content().text());
            body.put("client_ref", message.reference());
            body.put(
                    "ttl",
                    Math.clamp(message.secondsLeft(clock.instant()), SHORTEST_TTL, LONGEST_TTL));
            body.put("sms", options(message.content().dlt()));
            if (settings.hasSecret("signatureSecret")
                    && Webhooks.isReachable(settings.receiptUrl())) {
                body.put("webhook_url", settings.receiptUrl().toString());
                body.put("webhook_version", "v1");
            }
            return body;
        }

        private Map<String, String> options(@Nullable Dlt own) {
            String entity = own == null ? null : own.entityId();
            String template = own == null ? null : own.templateId();
            var options = new LinkedHashMap<String, String>();
            options.put("encoding_type", "auto");
            putIfAny(options, "entity_id", entity, "dltEntityId");
            putIfAny(options, "content_id", template, "dltTemplateId");
            return options;
        }

        private void putIfAny(
                Map<String, String> options, String name, @Nullable String own, String setting) {
            String value = Objects.requireNonNullElse(own, settings.text(setting));
            if (!value.isEmpty()) {
                options.put(name, value);
            }
        }
    }
}
