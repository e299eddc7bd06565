package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.identifier.Countries;
import org.otpwidget.server.widget.Channel;

import java.util.List;

/**
 * By whom an account's messages of a channel may leave.
 *
 * @param provider null: the installation's own sender
 * @param origin whom messages come from that leave this way
 */
public record Way(Channel channel, @Nullable Provider provider, Origin origin) {

    /** The countries, and beginnings of numbers, that it was chosen for; empty: the others. */
    public List<String> countries() {
        return provider == null ? List.of() : provider.countries();
    }

    /**
     * Whether it was chosen for a country by its letters or its dialling code. One that was chosen
     * for a part of its numbers counts, unless other countries share the dialling code.
     */
    public boolean isMeantFor(String country) {
        String code = Countries.dialCode(country).orElse("-");
        return countries().stream()
                .anyMatch(
                        entry ->
                                entry.equals(country)
                                        || entry.equals(code)
                                        || (!code.equals("1") && entry.startsWith(code)));
    }

    /** Whether it takes no message that the other would not have had first. */
    boolean isBehind(Way other) {
        return countries().isEmpty()
                ? other.countries().isEmpty()
                : other.countries().containsAll(countries());
    }
}
