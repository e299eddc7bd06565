package org.otpwidget.server.delivery.vonage;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;

import tools.jackson.databind.JsonNode;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Vonage's answers mean: problem details (RFC 7807) whose type ends in an error number
 * (https://developer.vonage.com/api-errors/messages). A number that isn't here is about us, the
 * sender or the moment, where another provider may do better.
 */
record VonageAnswers(ProviderSettings settings, Message message) {

    /** Missing or invalid number (1170), no longer active (1190). */
    private static final Set<String> BAD_RECIPIENT = Set.of("1170", "1190");

    /** Answered STOP. */
    private static final String UNSUBSCRIBED = "1240";

    private static final Pattern NUMBER = Pattern.compile("#(\\d{1,6})$");

    Outcome read(VendorAnswer answer) {
        JsonNode json = answer.json();
        if (answer.isSuccess()) {
            String id = json.path("message_uuid").asString("");
            return id.isEmpty() ? answer.nonsense() : new Outcome.Sent(id);
        }
        String error = number(json.path("type").asString(""));
        if (error.equals(UNSUBSCRIBED)) {
            return new Outcome.FailedForGood(reason(answer, error), Cause.UNSUBSCRIBED);
        }
        return BAD_RECIPIENT.contains(error) || refusesTheNumber(answer)
                ? new Outcome.FailedForGood(reason(answer, error), Cause.BAD_RECIPIENT)
                : answer.failedForNow(reason(answer, error));
    }

    /** Number of an error; empty when its type has none. */
    static String number(String type) {
        Matcher found = NUMBER.matcher(type);
        return found.find() ? found.group(1) : "";
    }

    private static boolean refusesTheNumber(VendorAnswer answer) {
        for (JsonNode parameter : answer.json().path("invalid_parameters")) {
            if (parameter.path("name").asString("").equals("to")) {
                return answer.status() == 422;
            }
        }
        return false;
    }

    private String reason(VendorAnswer answer, String error) {
        JsonNode json = answer.json();
        String words =
                (json.path("title").asString("") + " " + json.path("detail").asString("")).strip();
        return "HTTP %d%s%s"
                .formatted(
                        answer.status(),
                        error.isEmpty() ? "" : ", error " + error,
                        words.isEmpty() ? "" : ": " + VendorWords.of(words, message, settings));
    }
}
