package org.otpwidget.server.delivery.generic;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;

import tools.jackson.databind.JsonNode;

/** How a vendor's answer is read, as the account described it. */
final class AnswerRules {

    private final @Nullable SafePattern success;
    private final @Nullable SafePattern badRecipient;
    private final @Nullable SafePattern unsubscribed;
    private final @Nullable SafePattern idPattern;
    private final String idPointer;
    private final String reasonPointer;

    private final ProviderSettings settings;

    AnswerRules(ProviderSettings settings) {
        this.settings = settings;
        this.success = SafePattern.of(settings.optional("successPattern"));
        this.badRecipient = SafePattern.of(settings.optional("badRecipientPattern"));
        this.unsubscribed = SafePattern.of(settings.optional("unsubscribedPattern"));
        this.idPattern = SafePattern.of(settings.optional("idPattern"));
        this.idPointer = settings.text("idPointer");
        this.reasonPointer = settings.text("reasonPointer");
    }

    /** Refusals for good first: some vendors wrap them into an answer that says 200. */
    Outcome read(VendorAnswer answer, Message message) {
        if (SafePattern.occurs(unsubscribed, answer.body())) {
            return new Outcome.FailedForGood(reason(answer, message), Cause.UNSUBSCRIBED);
        }
        if (SafePattern.occurs(badRecipient, answer.body())) {
            return new Outcome.FailedForGood(reason(answer, message), Cause.BAD_RECIPIENT);
        }
        if (!answer.isSuccess()
                || (success != null && !SafePattern.occurs(success, answer.body()))) {
            return answer.failedForNow(reason(answer, message));
        }
        String id = id(answer);
        return id == null && readsId() ? answer.nonsense() : new Outcome.Sent(id);
    }

    private boolean readsId() {
        return idPattern != null || !idPointer.isEmpty();
    }

    private @Nullable String id(VendorAnswer answer) {
        String id = text(answer.json(), idPointer);
        return id == null && idPattern != null ? idPattern.find(answer.body()) : id;
    }

    private String reason(VendorAnswer answer, Message message) {
        String words = text(answer.json(), reasonPointer);
        return "HTTP "
                + answer.status()
                + (words == null ? "" : ": " + VendorWords.of(words, message, settings));
    }

    /** A text or number behind a JSON pointer (RFC 6901); null when there is none. */
    static @Nullable String text(JsonNode json, String pointer) {
        JsonNode found = pointer.isEmpty() ? null : json.at(pointer);
        if (found == null || !found.isValueNode() || found.isNull() || found.isMissingNode()) {
            return null;
        }
        String text = found.asString();
        return text.isEmpty() ? null : text;
    }
}
