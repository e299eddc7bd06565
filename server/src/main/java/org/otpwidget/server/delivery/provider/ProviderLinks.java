package org.otpwidget.server.delivery.provider;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Opens links to vendors. */
@Component
@EnableConfigurationProperties(ProviderConfiguration.class)
public class ProviderLinks implements AutoCloseable {

    private final ProviderKinds kinds;
    private final ProviderConfiguration settings;
    private final Clock clock;
    private final Network network;
    private final Scheduler threads =
            Schedulers.fromExecutorService(
                    Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("provider-", 0).factory()));

    public ProviderLinks(ProviderKinds kinds, ProviderConfiguration settings, Clock clock) {
        this.kinds = kinds;
        this.settings = settings;
        this.clock = clock;
        this.network = new Network(settings.privateAddresses());
    }

    /**
     * A link and the client that closes with it.
     *
     * @param settings that it was opened with
     */
    public record Open(ProviderLink link, ProviderSettings settings, VendorHttp http)
            implements AutoCloseable {

        @Override
        public void close() {
            link.close();
            http.close();
        }
    }

    /**
     * Opens a link with a provider's settings. Nothing is connected before it is needed.
     *
     * @param receipts takes receipts that the link gets by itself
     * @throws IllegalArgumentException when this server doesn't have the kind
     */
    public Open open(Provider provider, ReceiptSink receipts) {
        ProviderKind kind =
                kinds.find(provider.kind())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no kind " + provider.kind()));
        var bound = bound(kind, provider);
        var http = new VendorHttp(provider.id(), network, VendorHttp.PATIENCE);
        var tools = new ProviderTools(http, receipts, network, clock, threads);
        return new Open(kind.open(bound, tools), bound, http);
    }

    /** Whom a provider's messages come from; empty when this server doesn't have its kind. */
    public Optional<Origin> origin(Provider provider) {
        return kinds.find(provider.kind()).map(kind -> kind.origin(bound(kind, provider)));
    }

    private ProviderSettings bound(ProviderKind kind, Provider provider) {
        return new ProviderSettings(
                provider.id(),
                provider.channel(),
                receiptUrl(provider.id()),
                kind.fields(),
                provider.settings(),
                provider.secrets());
    }

    /** Public address of a provider's webhook. */
    public URI receiptUrl(String providerId) {
        return URI.create(settings.publicUrl() + "/receipts/" + providerId);
    }

    /**
     * Waits for what closed links still have to say, such as an unbind; to be asked once no more
     * messages are sent.
     *
     * @param time at most
     */
    public Mono<Void> farewell(Duration time) {
        return threads.disposeGracefully().timeout(time, Mono.empty());
    }

    @Override
    public void close() {
        threads.dispose();
    }
}
