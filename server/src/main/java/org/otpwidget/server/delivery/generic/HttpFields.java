package org.otpwidget.server.delivery.generic;

import static org.otpwidget.server.delivery.provider.ProviderField.choice;
import static org.otpwidget.server.delivery.provider.ProviderField.lines;
import static org.otpwidget.server.delivery.provider.ProviderField.secret;
import static org.otpwidget.server.delivery.provider.ProviderField.text;

import com.google.re2j.PatternSyntaxException;

import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderSettings;

import tools.jackson.core.JsonPointer;

import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;

/** The settings of a vendor that the account describes itself, and what makes sense in them. */
final class HttpFields {

    static final List<ProviderField> ALL =
            List.of(
                    choice("method", "Method", "POST", "PUT", "GET"),
                    text("url", "Address")
                            .needed()
                            .addressing()
                            .saying(
                                    "May hold placeholders in path and query:"
                                            + " https://api.example/sms?to=##TO##"),
                    lines("headers", "Headers").saying("One a line, as Name: value"),
                    secret("authorization", "Authorization header")
                            .saying("Its whole value, such as Bearer abc"),
                    secret("secret", "Secret").saying("Lands where ##SECRET## stands"),
                    text("callerId", "Caller id")
                            .saying(
                                    "Lands where ##CALLER## stands, unless the widget has one of"
                                            + " its own"),
                    choice(
                            "contentType",
                            "Content type",
                            "application/json",
                            "application/x-www-form-urlencoded",
                            "application/xml",
                            "text/xml",
                            "text/plain"),
                    lines("body", "Body")
                            .saying(
                                    "Values of placeholders are escaped for the content type."
                                            + " ##TTL##: seconds that the code still lives"),
                    text("idPointer", "Message id, JSON pointer").saying("Such as /data/id"),
                    text("idPattern", "Message id, regular expression")
                            .saying("Its first group is the id. All expressions have RE2's syntax"),
                    text("successPattern", "Success, regular expression")
                            .saying("An answer without it is a failure, whatever its status"),
                    text("badRecipientPattern", "Bad number or mailbox, regular expression"),
                    text("unsubscribedPattern", "Unsubscribed, regular expression"),
                    text("reasonPointer", "Words of a failure, JSON pointer"),
                    secret("receiptSecret", "Receipts: shared secret")
                            .saying("Signs each receipt's body; without it none is taken"),
                    text("receiptHeader", "Receipts: header of the signature").or("X-Signature"),
                    choice(
                            "receiptAlgorithm",
                            "Receipts: algorithm",
                            "HmacSHA256",
                            "HmacSHA512",
                            "HmacSHA1"),
                    choice("receiptEncoding", "Receipts: encoding", "hex", "base64"),
                    text("receiptIdPointer", "Receipts: message id, JSON pointer").or("/id"),
                    text("receiptStatusPointer", "Receipts: status, JSON pointer").or("/status"),
                    text("receiptDelivered", "Receipts: delivered, regular expression")
                            .or("(?i)^delivered$"),
                    text("receiptFailed", "Receipts: failed, regular expression")
                            .or("(?i)^(failed|undelivered|rejected|expired)$"),
                    text("receiptReasonPointer", "Receipts: reason, JSON pointer").or("/reason"));

    private static final List<String> TEMPLATES = List.of("url", "headers", "body");
    private static final List<String> POINTERS =
            List.of(
                    "idPointer",
                    "reasonPointer",
                    "receiptIdPointer",
                    "receiptStatusPointer",
                    "receiptReasonPointer");
    private static final List<String> PATTERNS =
            List.of(
                    "idPattern",
                    "successPattern",
                    "badRecipientPattern",
                    "unsubscribedPattern",
                    "receiptDelivered",
                    "receiptFailed");

    private HttpFields() {}

    static void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        TEMPLATES.forEach(name -> checkPlaceholders(name, settings.text(name), refuse));
        POINTERS.forEach(name -> checkPointer(name, settings.text(name), refuse));
        PATTERNS.forEach(name -> checkPattern(name, settings.text(name), refuse));
        checkUrl(settings.text("url"), refuse);
        settings.text("headers")
                .lines()
                .filter(line -> !line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\\p{Cntrl}]*"))
                .forEach(_ -> refuse.accept("headers", "Write each line as Name: value."));
        settings.text("headers")
                .lines()
                .filter(line -> line.matches("(?i)host:.*"))
                .forEach(_ -> refuse.accept("headers", "The host is the address's own."));
    }

    private static void checkPlaceholders(
            String name, String template, BiConsumer<String, String> refuse) {
        CallTemplate.PLACEHOLDER
                .matcher(template)
                .results()
                .map(found -> found.group(1))
                .filter(word -> !CallTemplate.NAMES.contains(word))
                .forEach(
                        word ->
                                refuse.accept(
                                        name,
                                        "There is no ##"
                                                + word
                                                + "##. There are: "
                                                + String.join(
                                                        ", ",
                                                        CallTemplate.NAMES.stream()
                                                                .sorted()
                                                                .toList())
                                                + "."));
    }

    private static void checkUrl(String url, BiConsumer<String, String> refuse) {
        String example = "Send an address such as https://api.example/sms?to=##TO##.";
        try {
            int host = url.indexOf("//") + 2;
            int path = url.indexOf('/', host) < 0 ? url.length() : url.indexOf('/', host);
            var uri = URI.create(CallTemplate.PLACEHOLDER.matcher(url).replaceAll("x"));
            if (uri.getHost() == null
                    || uri.getUserInfo() != null
                    || uri.getFragment() != null
                    || !url.matches("(?s)https?://.*")
                    || url.substring(0, path).contains("##")) {
                refuse.accept("url", example);
            }
        } catch (IllegalArgumentException _) {
            refuse.accept("url", example);
        }
    }

    private static void checkPointer(
            String name, String pointer, BiConsumer<String, String> refuse) {
        try {
            JsonPointer.compile(pointer);
        } catch (IllegalArgumentException _) {
            refuse.accept(name, "A JSON pointer begins with a slash, such as /data/id.");
        }
    }

    private static void checkPattern(
            String name, String pattern, BiConsumer<String, String> refuse) {
        try {
            SafePattern.of(pattern);
        } catch (PatternSyntaxException e) {
            refuse.accept(
                    name, "RE2 reads no regular expression here: " + e.getDescription() + ".");
        }
    }
}
