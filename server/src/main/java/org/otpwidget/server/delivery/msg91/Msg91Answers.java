package org.otpwidget.server.delivery.msg91;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;

import tools.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/**
 * What MSG91's answers mean: {@code type} says success or error, whatever the status, and {@code
 * message} is the id or the words. Only words tell a bad number from other errors.
 */
record Msg91Answers(ProviderSettings settings, Message message) {

    private static final Pattern BAD_NUMBER =
            Pattern.compile(
                    "(?i)(invalid|incorrect|wrong)\\W+(\\w+\\W+){0,3}(mobile|phone|number)"
                            + "|(mobile|phone|number)\\W+(\\w+\\W+){0,4}(invalid|incorrect)");
    private static final Pattern BLOCKED =
            Pattern.compile("(?i)\\b(ndnc|dnd|blocked|blacklisted|opted.?out)\\b");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{8,64}");

    Outcome read(VendorAnswer answer) {
        JsonNode json = answer.json();
        String words = json.path("message").asString("");
        String type = json.path("type").asString("");
        if (answer.isSuccess() && type.equals("success")) {
            return ID.matcher(words).matches() ? new Outcome.Sent(words) : answer.nonsense();
        }
        String reason =
                "HTTP "
                        + answer.status()
                        + (words.isEmpty() ? "" : ": " + VendorWords.of(words, message, settings));
        if (answer.status() >= 500 || answer.status() == 401 || answer.status() == 429) {
            return answer.failedForNow(reason);
        }
        if (BLOCKED.matcher(words).find() && mentionsTheNumber(words)) {
            return new Outcome.FailedForGood(reason, Cause.UNSUBSCRIBED);
        }
        return BAD_NUMBER.matcher(words).find()
                ? new Outcome.FailedForGood(reason, Cause.BAD_RECIPIENT)
                : answer.failedForNow(reason);
    }

    /** An account or an address (IP) can be blocked too. */
    private static boolean mentionsTheNumber(String words) {
        return words.matches("(?is).*\\b(number|mobile|recipient)\\b.*");
    }
}
