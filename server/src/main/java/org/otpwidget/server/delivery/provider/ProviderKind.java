package org.otpwidget.server.delivery.provider;

import org.otpwidget.server.widget.Channel;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A vendor's way to send over a channel, such as {@code twilio-sms}. It knows no account: what
 * differs between accounts are the settings.
 */
public interface ProviderKind {

    /** Name in the API and in the table: lower case, digits and dashes; it never changes. */
    String name();

    /** Name for people, such as {@code Twilio SMS}. */
    String label();

    /** The channels that one can choose from; a provider serves one of them. */
    Set<Channel> channels();

    /**
     * The settings that an account fills in, in the order of a form. A base URL is always one, with
     * the vendor's own as default, so that tests and proxies can stand in.
     */
    List<ProviderField> fields();

    /** Whether the vendor calls a webhook with receipts: {@link ProviderLink#receive}. */
    default boolean hasWebhook() {
        return false;
    }

    /**
     * Checks what the fields alone cannot say, such as two settings that exclude each other. The
     * fields themselves were checked before.
     *
     * @param refuse takes a field's name and a sentence that says what to do
     */
    default void check(ProviderSettings settings, BiConsumer<String, String> refuse) {}

    /**
     * Binds the kind to an account's settings. Connects to nothing yet.
     *
     * @param tools what the link may use; they are its own and close with it
     */
    ProviderLink open(ProviderSettings settings, ProviderTools tools);
}
