package org.otpwidget.server.delivery.twilio;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;

import tools.jackson.databind.JsonNode;

import java.util.Set;

/**
 * What Twilio's answers mean, by the numbers of its error dictionary
 * (https://www.twilio.com/docs/api/errors). A number that isn't here is about us, the sender or the
 * moment, where another provider may do better.
 */
record TwilioAnswers(ProviderSettings settings, Message message) {

    /**
     * Invalid (21211, 21217, 13223, 13224), unreachable (21214), a short code (21265), not mobile
     * (21614), a landline (21635, 30006), unknown to the network (30005), not on WhatsApp (63024).
     */
    private static final Set<Integer> BAD_RECIPIENT =
            Set.of(13223, 13224, 21211, 21214, 21217, 21265, 21614, 21635, 30005, 30006, 63024);

    /** Answered STOP. */
    private static final int UNSUBSCRIBED = 21610;

    Outcome read(VendorAnswer answer) {
        JsonNode json = answer.json();
        int error = json.path(answer.isSuccess() ? "error_code" : "code").asInt(0);
        if (error == UNSUBSCRIBED) {
            return new Outcome.FailedForGood(reason(answer, error), Cause.UNSUBSCRIBED);
        }
        if (BAD_RECIPIENT.contains(error)) {
            return new Outcome.FailedForGood(reason(answer, error), Cause.BAD_RECIPIENT);
        }
        if (!answer.isSuccess() || error != 0) {
            return answer.failedForNow(reason(answer, error));
        }
        String sid = json.path("sid").asString("");
        return sid.isEmpty() ? answer.nonsense() : new Outcome.Sent(sid);
    }

    private String reason(VendorAnswer answer, int error) {
        JsonNode json = answer.json();
        String words = json.path(answer.isSuccess() ? "error_message" : "message").asString("");
        return "HTTP %d%s%s"
                .formatted(
                        answer.status(),
                        error == 0 ? "" : ", error " + error,
                        words.isEmpty() ? "" : ": " + VendorWords.of(words, message, settings));
    }
}
