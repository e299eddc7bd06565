package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The last line of an SMS that Android hands to one app, which then reads the code by itself: a
 * hash of the app's package and signature.
 *
 * @see <a href="https://developers.google.com/identity/sms-retriever/verify">SMS Retriever</a>
 */
public final class AppHash {

    /** Longer messages are not handed over. */
    static final int LONGEST_MESSAGE = 140;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{11}");

    private AppHash() {}

    /** Whether a text has the form of a hash. No domain name has, since it has a dot. */
    public static boolean isHash(@Nullable String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /** Whether a message's last line is a hash. */
    static boolean ends(String message) {
        return isHash(message.substring(message.lastIndexOf('\n') + 1));
    }

    /** Whether a message with the hash below it is handed over to the app. */
    static boolean fits(String text) {
        return line(text, "x".repeat(11)).getBytes(StandardCharsets.UTF_8).length
                <= LONGEST_MESSAGE;
    }

    /** The text with the hash below it; unchanged when it would be too long to be of use. */
    static String append(String text, String hash) {
        return fits(text) ? line(text, hash) : text;
    }

    private static String line(String text, String hash) {
        return text + "\n\n" + hash;
    }
}
