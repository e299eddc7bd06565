package org.otpwidget.server.delivery.meta;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;

import tools.jackson.databind.JsonNode;

import java.util.Set;

/**
 * What Meta's answers mean, by the numbers of
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes. A number that isn't
 * here is about us, the template or the moment, where another provider or channel may do better.
 */
record MetaAnswers(ProviderSettings settings, Message message) {

    /** Not on WhatsApp or not able to get it (131026), the sender itself (131021). */
    private static final Set<Integer> BAD_RECIPIENT = Set.of(131021, 131026);

    /** Asked not to be written to. */
    private static final int UNSUBSCRIBED = 131050;

    Outcome read(VendorAnswer answer) {
        JsonNode json = answer.json();
        if (answer.isSuccess()) {
            String id = json.path("messages").path(0).path("id").asString("");
            return id.isEmpty() ? answer.nonsense() : new Outcome.Sent(id);
        }
        int code = json.path("error").path("code").asInt(0);
        String reason = reason(answer, code, json.path("error"));
        if (code == UNSUBSCRIBED) {
            return new Outcome.FailedForGood(reason, Cause.UNSUBSCRIBED);
        }
        return BAD_RECIPIENT.contains(code)
                ? new Outcome.FailedForGood(reason, Cause.BAD_RECIPIENT)
                : answer.failedForNow(reason);
    }

    private String reason(VendorAnswer answer, int code, JsonNode error) {
        String details = error.path("error_data").path("details").asString("");
        String words = details.isEmpty() ? error.path("message").asString("") : details;
        return "HTTP %d%s%s"
                .formatted(
                        answer.status(),
                        code == 0 ? "" : ", error " + code,
                        words.isEmpty() ? "" : ": " + VendorWords.of(words, message, settings));
    }
}
