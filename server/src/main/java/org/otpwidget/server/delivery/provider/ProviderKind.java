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

    /**
     * What there is to know before one is chosen.
     *
     * @param name in the API and in the table: lower case, digits and dashes; it never changes
     * @param label name for people, such as {@code Twilio SMS}
     * @param channels those that one can choose from; a provider serves one of them
     * @param fields the settings that an account fills in, in the order of a form. A base URL is
     *     always one, with the vendor's own as default, so that tests and proxies can stand in.
     */
    record About(String name, String label, Set<Channel> channels, List<ProviderField> fields) {}

    /** What the kind is; always the same. */
    About about();

    /** See {@link About}. */
    default String name() {
        return about().name();
    }

    /** See {@link About}. */
    default String label() {
        return about().label();
    }

    /** See {@link About}. */
    default Set<Channel> channels() {
        return about().channels();
    }

    /** See {@link About}. */
    default List<ProviderField> fields() {
        return about().fields();
    }

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

    /** Whom messages come from with an account's settings. It says what {@link #open} does. */
    Origin origin(ProviderSettings settings);

    /**
     * Binds the kind to an account's settings. Connects to nothing yet.
     *
     * @param tools what the link may use; they are its own and close with it
     */
    ProviderLink open(ProviderSettings settings, ProviderTools tools);
}
