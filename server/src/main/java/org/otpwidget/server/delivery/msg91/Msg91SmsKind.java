package org.otpwidget.server.delivery.msg91;

import static org.otpwidget.server.delivery.provider.ProviderField.lines;
import static org.otpwidget.server.delivery.provider.ProviderField.secret;
import static org.otpwidget.server.delivery.provider.ProviderField.text;

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
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * SMS over MSG91's Flow API (https://docs.msg91.com/sms/send-sms). MSG91 keeps the text and its DLT
 * registration; the message brings the variables along.
 */
@Component
final class Msg91SmsKind implements ProviderKind {

    private static final List<ProviderField> FIELDS =
            List.of(
                    secret("authkey", "Authkey").needed(),
                    text("templateId", "Template id").needed(),
                    text("sender", "Sender id").saying("Empty: the template's own"),
                    lines("variables", "Variables")
                            .or("OTP: ##OTP##")
                            .saying(
                                    "Of the template, one a line as OTP: ##OTP##. There are"
                                            + " ##OTP##, ##NAME## and ##LANG##"),
                    secret("webhookSecret", "Receipts: shared secret")
                            .saying(
                                    "MSG91 signs nothing: add ?secret= and this to the webhook's"
                                            + " address, or send it as X-Webhook-Secret. Without"
                                            + " it no receipt is taken"),
                    ProviderField.baseUrl("https://control.msg91.com"));

    @Override
    public About about() {
        return new About("msg91-sms", "MSG91 SMS", Set.of(Channel.SMS), FIELDS);
    }

    @Override
    public boolean hasWebhook() {
        return true;
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        String variables = settings.text("variables");
        if (!Variables.isReadable(variables)) {
            refuse.accept("variables", "Write each line as OTP: ##OTP##.");
        } else if (!variables.contains("##OTP##")) {
            refuse.accept("variables", "One variable must bring ##OTP##.");
        }
        if (settings.hasSecret("webhookSecret")
                && settings.secret("webhookSecret").reveal().length() < 16) {
            refuse.accept("webhookSecret", "Choose 16 characters or more.");
        }
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return Origin.of(settings.text("sender")).passingOn();
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return new Msg91Link(settings, tools.http());
    }

    private record Msg91Link(ProviderSettings settings, VendorHttp http) implements ProviderLink {

        @Override
        public Mono<Outcome> send(Message message) {
            VendorCall call =
                    VendorCall.json(settings.url("baseUrl") + "/api/v5/flow", body(message))
                            .with("accept", "application/json")
                            .with("authkey", settings.secret("authkey").reveal());
            return http.send(call, new Msg91Answers(settings, message)::read);
        }

        @Override
        public Mono<ReceiptOutcome> receive(ReceiptRequest request) {
            return Mono.fromSupplier(() -> new Msg91Receipts(settings).read(request));
        }

        private Map<String, Object> body(Message message) {
            var recipient = new LinkedHashMap<String, String>();
            recipient.put("mobiles", message.recipient());
            recipient.putAll(Variables.fill(settings.text("variables"), message));
            var body = new LinkedHashMap<String, Object>();
            body.put("template_id", settings.text("templateId"));
            String sender =
                    Objects.requireNonNullElse(message.content().sender(), settings.text("sender"));
            if (!sender.isEmpty()) {
                body.put("sender", sender);
            }
            body.put("short_url", "0");
            body.put("recipients", List.of(recipient));
            return body;
        }
    }
}
