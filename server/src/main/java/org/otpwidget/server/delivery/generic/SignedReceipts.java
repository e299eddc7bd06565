package org.otpwidget.server.delivery.generic;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Receipts as JSON or forms, one or a list of them, signed with an HMAC over the body. */
final class SignedReceipts {

    private final ProviderSettings settings;
    private final @Nullable SafePattern delivered;
    private final @Nullable SafePattern failed;

    SignedReceipts(ProviderSettings settings) {
        this.settings = settings;
        this.delivered = SafePattern.of(settings.optional("receiptDelivered"));
        this.failed = SafePattern.of(settings.optional("receiptFailed"));
    }

    ReceiptOutcome read(ReceiptRequest request) {
        if (!settings.hasSecret("receiptSecret") || !isSigned(request)) {
            return new ReceiptOutcome.Forged();
        }
        JsonNode all = content(request);
        if (!all.isObject() && !all.isArray()) {
            return new ReceiptOutcome.Nonsense();
        }
        var receipts = new ArrayList<Receipt>();
        for (JsonNode one : all.isArray() ? List.copyOf(all.values()) : List.of(all)) {
            receipt(one).ifPresent(receipts::add);
        }
        return new ReceiptOutcome.Genuine(receipts);
    }

    private Optional<Receipt> receipt(JsonNode json) {
        String id = AnswerRules.text(json, settings.text("receiptIdPointer"));
        String status = AnswerRules.text(json, settings.text("receiptStatusPointer"));
        if (id == null || status == null) {
            return Optional.empty();
        }
        if (SafePattern.occurs(delivered, status)) {
            return Optional.of(new Receipt(id, Receipt.State.DELIVERED, null, null));
        }
        if (SafePattern.occurs(failed, status)) {
            String reason = AnswerRules.text(json, settings.text("receiptReasonPointer"));
            return Optional.of(
                    new Receipt(
                            id,
                            Receipt.State.FAILED,
                            null,
                            VendorWords.without(reason == null ? status : reason, settings)));
        }
        return Optional.empty();
    }

    private boolean isSigned(ReceiptRequest request) {
        String given = request.header(settings.text("receiptHeader")).strip();
        String bare =
                given.substring(given.indexOf('=') < 0 || isBase64() ? 0 : given.indexOf('=') + 1);
        byte[] signature;
        try {
            signature =
                    isBase64() ? Base64.getDecoder().decode(bare) : HexFormat.of().parseHex(bare);
        } catch (IllegalArgumentException _) {
            return false;
        }
        return MessageDigest.isEqual(signature, sign(request.body()));
    }

    private boolean isBase64() {
        return settings.text("receiptEncoding").equals("base64");
    }

    private byte[] sign(byte[] body) {
        String algorithm = settings.text("receiptAlgorithm");
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(settings.secret("receiptSecret").revealBytes(), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has " + algorithm, e);
        }
    }

    /** A form becomes the JSON object that says the same. */
    private static JsonNode content(ReceiptRequest request) {
        if (!request.header(HttpHeaders.CONTENT_TYPE).contains("urlencoded")) {
            return new VendorAnswer(200, request.headers(), request.text()).json();
        }
        var object = JsonMapper.shared().createObjectNode();
        UriComponentsBuilder.newInstance()
                .query(request.text().replace("+", "%20"))
                .build(true)
                .getQueryParams()
                .forEach((name, values) -> object.put(decode(name), decode(values.getFirst())));
        return object;
    }

    private static String decode(@Nullable String text) {
        return text == null
                ? ""
                : java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
