package org.otpwidget.server.delivery.web;

import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A provider as {@code /v1} shows it.
 *
 * @param settings without the secret ones
 * @param secrets names of the secret settings that are there
 * @param receiptUrl what to enter at the vendor, where receipts are not asked for with each message
 * @param breaker closed, open or half-open, as this node sees it
 */
record ProviderView(
        String id,
        Channel channel,
        String kind,
        String name,
        boolean enabled,
        int position,
        List<String> countries,
        Map<String, String> settings,
        Set<String> secrets,
        String receiptUrl,
        String breaker,
        Instant createdAt,
        Instant updatedAt) {

    static ProviderView of(Provider provider, String receiptUrl, String breaker) {
        return new ProviderView(
                provider.id(),
                provider.channel(),
                provider.kind(),
                provider.name(),
                provider.enabled(),
                provider.position(),
                provider.countries(),
                provider.settings(),
                new TreeSet<>(provider.secrets().keySet()),
                receiptUrl,
                breaker,
                provider.createdAt(),
                provider.updatedAt());
    }
}
