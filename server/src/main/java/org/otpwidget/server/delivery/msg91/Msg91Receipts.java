package org.otpwidget.server.delivery.msg91;

import org.otpwidget.server.delivery.provider.FormBody;
import org.otpwidget.server.delivery.provider.Hmac;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;
import org.springframework.http.HttpHeaders;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Delivery reports of MSG91's webhook, versions 2 (a form with JSON in it) and 3 (JSON), see
 * https://msg91.com/help/how-can-i-get-the-delivery-reports-on-my-webhook-url. They are not signed:
 * a shared secret in the address or a header stands in for that. Their times have no zone, so they
 * are left out.
 */
record Msg91Receipts(ProviderSettings settings) {

    ReceiptOutcome read(ReceiptRequest request) {
        if (!knowsTheSecret(request)) {
            return new ReceiptOutcome.Forged();
        }
        JsonNode reports = json(request);
        if (!reports.isObject() && !reports.isArray()) {
            return new ReceiptOutcome.Nonsense();
        }
        var receipts = new ArrayList<Receipt>();
        for (JsonNode one : manyOf(reports)) {
            String id = one.path("requestId").asString("");
            JsonNode numbers = one.path("report");
            for (JsonNode number : numbers.isMissingNode() ? List.of(one) : manyOf(numbers)) {
                receipt(id, number).ifPresent(receipts::add);
            }
        }
        return new ReceiptOutcome.Genuine(receipts);
    }

    private boolean knowsTheSecret(ReceiptRequest request) {
        String secret = settings.secret("webhookSecret").reveal();
        String inAddress = request.query().getFirst("secret");
        boolean known = Hmac.isSame(secret, request.header("X-Webhook-Secret"));
        known |= Hmac.isSame(secret, inAddress == null ? "" : inAddress);
        return known && !secret.isEmpty();
    }

    private Optional<Receipt> receipt(String id, JsonNode report) {
        String status = report.path("status").asString("");
        if (id.isEmpty() || status.isEmpty()) {
            return Optional.empty();
        }
        return switch (status) {
            case "1" -> Optional.of(new Receipt(id, Receipt.State.DELIVERED, null, null));
            case "2", "9", "16", "17", "25" ->
                    Optional.of(new Receipt(id, Receipt.State.FAILED, null, reason(report)));
            default -> Optional.empty();
        };
    }

    private String reason(JsonNode report) {
        String words = report.path("failedReason").asString("");
        String description = report.path("desc").asString("");
        return VendorWords.without(
                (description + (words.isEmpty() ? "" : ": " + words)).strip(), settings);
    }

    private static JsonNode json(ReceiptRequest request) {
        String text = request.text();
        if (request.header(HttpHeaders.CONTENT_TYPE).contains("urlencoded")) {
            try {
                text = FormBody.parse(text).first("data");
            } catch (IllegalArgumentException _) {
                text = "";
            }
        }
        return new VendorAnswer(200, request.headers(), text).json();
    }

    private static List<JsonNode> manyOf(JsonNode json) {
        return json.isArray() ? List.copyOf(json.values()) : List.of(json);
    }
}
