package org.otpwidget.server.delivery.vonage;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Status webhooks of the Messages API. */
record VonageReceipts(ProviderSettings settings) {

    ReceiptOutcome read(ReceiptRequest request) {
        if (!settings.hasSecret("signatureSecret")
                || !SignedWebhook.isGenuine(
                        request.header("Authorization"),
                        request.body(),
                        settings.secret("signatureSecret"))) {
            return new ReceiptOutcome.Forged();
        }
        JsonNode json = new VendorAnswer(200, request.headers(), request.text()).json();
        String id = json.path("message_uuid").asString("");
        String status = json.path("status").asString("");
        if (id.isEmpty() || status.isEmpty()) {
            return new ReceiptOutcome.Nonsense();
        }
        return new ReceiptOutcome.Genuine(
                switch (status) {
                    case "delivered", "read" ->
                            List.of(new Receipt(id, Receipt.State.DELIVERED, at(json), null));
                    case "rejected", "undeliverable" ->
                            List.of(
                                    new Receipt(
                                            id,
                                            Receipt.State.FAILED,
                                            at(json),
                                            reason(status, json.path("error"))));
                    default -> List.of();
                });
    }

    private String reason(String status, JsonNode error) {
        String number = VonageAnswers.number(error.path("type").asString(""));
        String words = error.path("detail").asString("");
        return status
                + (number.isEmpty() ? "" : ", error " + number)
                + (words.isEmpty() ? "" : ": " + VendorWords.without(words, settings));
    }

    private static @Nullable Instant at(JsonNode json) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(
                    json.path("timestamp").asString(""), Instant::from);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
