package org.otpwidget.server.delivery.twilio;

import static org.otpwidget.server.delivery.provider.ProviderField.secret;
import static org.otpwidget.server.delivery.provider.ProviderField.text;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.VendorCall;
import org.otpwidget.server.delivery.provider.VendorHttp;
import org.otpwidget.server.delivery.provider.Webhooks;

import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Calls Twilio's REST API (version 2010-04-01) in the name of one Twilio account. */
record TwilioAccount(ProviderSettings settings, VendorHttp http) {

    private static final String API = "/2010-04-01/Accounts/";

    /** The settings of an account, before those of one kind. */
    static List<ProviderField> fieldsWith(ProviderField... own) {
        var fields = new ArrayList<ProviderField>();
        fields.add(text("accountSid", "Account SID").needed().saying("Begins with AC"));
        fields.add(
                secret("authToken", "Auth token")
                        .saying("Signs the receipts: without it none is asked for"));
        fields.add(
                text("apiKeySid", "API key SID")
                        .saying("Begins with SK; signs in instead of the auth token"));
        fields.add(secret("apiKeySecret", "API key secret"));
        fields.addAll(List.of(own));
        fields.add(ProviderField.baseUrl("https://api.twilio.com"));
        return List.copyOf(fields);
    }

    static void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        if (!settings.text("accountSid").matches("AC[0-9a-fA-F]{32}")) {
            refuse.accept("accountSid", "An account SID is AC and 32 hexadecimal digits.");
        }
        boolean key = !settings.text("apiKeySid").isEmpty();
        if (key != settings.hasSecret("apiKeySecret")) {
            refuse.accept("apiKeySecret", "Give both the API key's SID and its secret, or none.");
        } else if (!key && !settings.hasSecret("authToken")) {
            refuse.accept("authToken", "Give the auth token or an API key.");
        }
    }

    /**
     * Creates a message or a call.
     *
     * @param resource {@code Messages} or {@code Calls}
     */
    Mono<Outcome> create(String resource, Map<String, String> form, Message message) {
        var fields = new LinkedHashMap<>(form);
        if (settings.hasSecret("authToken") && Webhooks.isReachable(settings.receiptUrl())) {
            fields.put("StatusCallback", settings.receiptUrl().toString());
        }
        String url =
                settings.url("baseUrl")
                        + API
                        + settings.text("accountSid")
                        + "/"
                        + resource
                        + ".json";
        var answers = new TwilioAnswers(settings, message);
        return http.send(signedIn(VendorCall.form(url, fields)), answers::read);
    }

    private VendorCall signedIn(VendorCall call) {
        return settings.hasSecret("apiKeySecret")
                ? call.withBasic(settings.text("apiKeySid"), settings.secret("apiKeySecret"))
                : call.withBasic(settings.text("accountSid"), settings.secret("authToken"));
    }
}
