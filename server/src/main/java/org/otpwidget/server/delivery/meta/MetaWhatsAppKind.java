package org.otpwidget.server.delivery.meta;

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

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * WhatsApp over Meta's Cloud API
 * (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages).
 */
@Component
final class MetaWhatsAppKind implements ProviderKind {

    private static final List<ProviderField> FIELDS =
            List.of(
                    text("phoneNumberId", "Phone number id")
                            .needed()
                            .saying("Of the sender, as the Cloud API names it; not the number"),
                    secret("accessToken", "Access token")
                            .needed()
                            .saying("Of a system user, so that it doesn't expire"),
                    text("templateName", "Template")
                            .needed()
                            .saying(
                                    "Name of an approved authentication template; its button"
                                            + " copies the code, or fills it in with one tap"),
                    text("languages", "Languages of the template")
                            .or("en_US")
                            .saying("As approved: en_US, hi, es; the first is for all others"),
                    secret("appSecret", "Receipts: app secret")
                            .saying("Signs the webhook's calls; without it none is believed"),
                    secret("verifyToken", "Receipts: verify token")
                            .saying("The one that you type in beside the webhook's address"),
                    text("version", "Version of the API").or("v23.0"),
                    ProviderField.baseUrl("https://graph.facebook.com"));

    @Override
    public About about() {
        return new About(
                "meta-whatsapp", "WhatsApp (Meta Cloud API)", Set.of(Channel.WHATSAPP), FIELDS);
    }

    @Override
    public boolean hasWebhook() {
        return true;
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        if (!settings.text("phoneNumberId").matches("\\d{5,25}")) {
            refuse.accept("phoneNumberId", "A phone number id is digits only.");
        }
        if (!settings.text("templateName").matches("[a-z0-9_]{1,512}")) {
            refuse.accept("templateName", "Names are lower case letters, digits and _.");
        }
        if (!AuthenticationTemplate.isLanguages(settings.text("languages"))) {
            refuse.accept("languages", "Write them like en_US, hi, es.");
        }
        if (!settings.text("version").matches("v\\d{1,3}\\.\\d{1,2}")) {
            refuse.accept("version", "A version is written like v23.0.");
        }
        if (settings.hasSecret("appSecret") != settings.hasSecret("verifyToken")) {
            refuse.accept("verifyToken", "Receipts need both the app secret and a verify token.");
        }
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return Origin.of(settings.text("phoneNumberId"))
                .asVendorsId()
                .approved(settings.text("templateName"), ".+");
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return new MetaLink(settings, tools.http());
    }

    private record MetaLink(ProviderSettings settings, VendorHttp http) implements ProviderLink {

        @Override
        public Mono<Outcome> send(Message message) {
            String url =
                    settings.url("baseUrl")
                            + "/"
                            + settings.text("version")
                            + "/"
                            + settings.text("phoneNumberId")
                            + "/messages";
            VendorCall call =
                    VendorCall.json(url, AuthenticationTemplate.body(settings, message))
                            .withBearer(settings.secret("accessToken"));
            return http.send(call, new MetaAnswers(settings, message)::read);
        }

        @Override
        public Mono<ReceiptOutcome> receive(ReceiptRequest request) {
            return Mono.fromSupplier(() -> new MetaReceipts(settings).read(request));
        }
    }
}
