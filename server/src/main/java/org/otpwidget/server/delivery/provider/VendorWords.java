package org.otpwidget.server.delivery.provider;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.secret.SecretText;

/**
 * What a vendor says about a failure, fit to be kept: without the secrets, the code, the recipient
 * and the text that vendors like to repeat.
 */
public final class VendorWords {

    private static final String HIDDEN = "[hidden]";

    private VendorWords() {}

    /** The words, with everything replaced that the message or the settings keep to themselves. */
    public static String of(String words, Message message, ProviderSettings settings) {
        String open = hide(without(words, settings), message.content().text());
        return hide(hide(open, message.recipient()), message.code().reveal());
    }

    /** The words without the settings' secrets. */
    public static String without(String words, ProviderSettings settings) {
        String open = words;
        for (SecretText secret : settings.allSecrets()) {
            open = hide(open, secret.reveal());
        }
        return open;
    }

    private static String hide(String words, String what) {
        return what.isBlank() ? words : words.replace(what, HIDDEN);
    }
}
