package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A vendor that an account sends with over one channel.
 *
 * @param id 24 hex characters, opaque
 * @param kind name of its {@link ProviderKind}
 * @param name for people
 * @param settings values of the kind's fields that aren't secret
 * @param secrets values of those that are
 * @param countries ISO 3166 codes and dialling prefixes that it serves; empty: all
 * @param position providers of a channel are tried from the lowest to the highest
 */
public record Provider(
        String id,
        long accountId,
        Channel channel,
        String kind,
        String name,
        Map<String, String> settings,
        Map<String, SecretText> secrets,
        List<String> countries,
        int position,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether it serves all countries. */
    public boolean servesAll() {
        return countries.isEmpty();
    }

    /**
     * Whether it was chosen for a number.
     *
     * @param number digits with country code
     * @param country ISO 3166 code of the number; null: none
     */
    public boolean isMeantFor(String number, @Nullable String country) {
        return countries.stream()
                .anyMatch(
                        entry ->
                                Character.isDigit(entry.charAt(0))
                                        ? number.startsWith(entry)
                                        : entry.equals(country));
    }

    /** Whether a link for the other would be the same. */
    public boolean isSetLike(Provider other) {
        return kind.equals(other.kind)
                && channel == other.channel
                && settings.equals(other.settings)
                && secrets.equals(other.secrets);
    }

    @Override
    public String toString() {
        return "Provider[" + id + ", " + kind + "]";
    }
}
