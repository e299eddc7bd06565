package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Channel;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an account filled in for one provider, with the defaults of the kind's fields. Values were
 * checked, so reading a required one never fails. {@link #toString()} shows no values.
 */
public final class ProviderSettings {

    private final String providerId;
    private final Channel channel;
    private final URI receiptUrl;
    private final Map<String, String> values;
    private final Map<String, SecretText> secrets;
    private final Map<String, ProviderField> fields;

    /**
     * @param providerId id of the provider
     * @param channel that it serves
     * @param receiptUrl public address of its webhook
     * @param values of the fields that aren't secret
     */
    public ProviderSettings(
            String providerId,
            Channel channel,
            URI receiptUrl,
            List<ProviderField> fields,
            Map<String, String> values,
            Map<String, SecretText> secrets) {
        this.providerId = providerId;
        this.channel = channel;
        this.receiptUrl = receiptUrl;
        this.values = Map.copyOf(values);
        this.secrets = Map.copyOf(secrets);
        this.fields =
                fields.stream()
                        .collect(
                                java.util.stream.Collectors.toUnmodifiableMap(
                                        ProviderField::name, field -> field));
    }

    /** Id of the provider. */
    public String providerId() {
        return providerId;
    }

    /** The channel that it serves. */
    public Channel channel() {
        return channel;
    }

    /** Public address of the provider's webhook, to be given to the vendor with a message. */
    public URI receiptUrl() {
        return receiptUrl;
    }

    /** A value or its default; empty when there is neither. */
    public String text(String name) {
        return Objects.requireNonNullElse(optional(name), "");
    }

    /** A value or its default; null when there is neither. */
    public @Nullable String optional(String name) {
        String value = values.get(name);
        ProviderField field = fields.get(name);
        return value != null || field == null ? value : field.fallback();
    }

    /** A secret; an empty one when none was given. */
    public SecretText secret(String name) {
        return Objects.requireNonNullElseGet(secrets.get(name), () -> SecretText.of(""));
    }

    /** Whether a secret was given. */
    public boolean hasSecret(String name) {
        return secrets.containsKey(name);
    }

    /** An address, without a slash at the end; a path can be appended. */
    public String url(String name) {
        String url = text(name);
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** A whole number. */
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** A switch. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** All secrets, so that they can be taken out of what a vendor answers. */
    public List<SecretText> allSecrets() {
        return List.copyOf(secrets.values());
    }

    @Override
    public String toString() {
        return "ProviderSettings[" + providerId + ", " + channel.word() + "]";
    }
}
