package org.otpwidget.server.delivery.sns;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorWords;
import org.springframework.web.util.HtmlUtils;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the answers of SNS mean: XML with a message id, or with a code and words
 * (https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html). The few elements that matter hold
 * plain text, so no XML parser looks at what comes from outside.
 */
record SnsAnswers(ProviderSettings settings, Message message) {

    private static final Pattern ID = Pattern.compile("<MessageId>([0-9A-Za-z-]{1,100})</");
    private static final Pattern CODE = Pattern.compile("<Code>([0-9A-Za-z.]{1,100})</");
    private static final Pattern WORDS = Pattern.compile("<Message>([^<]{1,1000})</");
    private static final Set<String> INVALID = Set.of("InvalidParameter", "InvalidParameterValue");

    Outcome read(VendorAnswer answer) {
        if (answer.isSuccess()) {
            String id = find(ID, answer);
            return id.isEmpty() ? answer.nonsense() : new Outcome.Sent(id);
        }
        String code = find(CODE, answer);
        String words = HtmlUtils.htmlUnescape(find(WORDS, answer));
        String reason =
                "HTTP %d%s%s"
                        .formatted(
                                answer.status(),
                                code.isEmpty() ? "" : ", " + code,
                                words.isEmpty()
                                        ? ""
                                        : ": " + VendorWords.of(words, message, settings));
        boolean aboutTheNumber = INVALID.contains(code) && words.contains("PhoneNumber");
        if (code.equals("OptedOut")
                || (aboutTheNumber && words.matches("(?is).*\\bopted.?out\\b.*"))) {
            return new Outcome.FailedForGood(reason, Cause.UNSUBSCRIBED);
        }
        return aboutTheNumber
                ? new Outcome.FailedForGood(reason, Cause.BAD_RECIPIENT)
                : answer.failedForNow(reason);
    }

    private static String find(Pattern pattern, VendorAnswer answer) {
        Matcher found = pattern.matcher(answer.body());
        return found.find() ? found.group(1) : "";
    }
}
