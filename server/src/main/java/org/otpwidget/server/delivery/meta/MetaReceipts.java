package org.otpwidget.server.delivery.meta;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.Hmac;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Meta's webhook: it is verified once by a GET, then called with statuses of messages
 * (https://developers.facebook.com/docs/graph-api/webhooks/getting-started).
 */
record MetaReceipts(ProviderSettings settings) {

    private static final String CHALLENGE = "[0-9A-Za-z_.-]{1,200}";

    ReceiptOutcome read(ReceiptRequest request) {
        return request.method().equals("GET") ? verify(request) : statuses(request);
    }

    private ReceiptOutcome verify(ReceiptRequest request) {
        String token = settings.secret("verifyToken").reveal();
        if (token.isEmpty()
                || !parameter(request, "hub.mode").equals("subscribe")
                || !Hmac.isSame(token, parameter(request, "hub.verify_token"))) {
            return new ReceiptOutcome.Forged();
        }
        String challenge = parameter(request, "hub.challenge");
        return challenge.matches(CHALLENGE)
                ? new ReceiptOutcome.Genuine(List.of(), challenge)
                : new ReceiptOutcome.Nonsense();
    }

    private ReceiptOutcome statuses(ReceiptRequest request) {
        if (!settings.hasSecret("appSecret") || !isSigned(request)) {
            return new ReceiptOutcome.Forged();
        }
        JsonNode json = new VendorAnswer(200, request.headers(), request.text()).json();
        if (!json.path("entry").isArray()) {
            return new ReceiptOutcome.Nonsense();
        }
        var receipts = new ArrayList<Receipt>();
        for (JsonNode entry : json.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                for (JsonNode status : change.path("value").path("statuses")) {
                    receipt(status).ifPresent(receipts::add);
                }
            }
        }
        return new ReceiptOutcome.Genuine(receipts);
    }

    private boolean isSigned(ReceiptRequest request) {
        byte[] hash = Hmac.SHA256.of(request.body(), settings.secret("appSecret"));
        return Hmac.isSame(
                "sha256=" + HexFormat.of().formatHex(hash), request.header("X-Hub-Signature-256"));
    }

    private Optional<Receipt> receipt(JsonNode status) {
        String id = status.path("id").asString("");
        return switch (id.isEmpty() ? "" : status.path("status").asString("")) {
            case "delivered", "read" ->
                    Optional.of(new Receipt(id, Receipt.State.DELIVERED, at(status), null));
            case "failed" ->
                    Optional.of(new Receipt(id, Receipt.State.FAILED, at(status), reason(status)));
            default -> Optional.empty();
        };
    }

    private String reason(JsonNode status) {
        JsonNode error = status.path("errors").path(0);
        String title = error.path("title").asString("failed");
        String details = error.path("error_data").path("details").asString("");
        return VendorWords.without(
                "error %d: %s%s"
                        .formatted(
                                error.path("code").asInt(0),
                                title,
                                details.isEmpty() ? "" : ", " + details),
                settings);
    }

    private static @Nullable Instant at(JsonNode status) {
        String seconds = status.path("timestamp").asString("");
        return seconds.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
    }

    private static String parameter(ReceiptRequest request, String name) {
        return Objects.requireNonNullElse(request.query().getFirst(name), "");
    }
}
