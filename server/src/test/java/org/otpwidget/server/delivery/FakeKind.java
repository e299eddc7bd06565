package org.otpwidget.server.delivery;

import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Vendors that answer as a test tells them, by name. */
final class FakeKind implements ProviderKind {

    private final Map<String, Function<Message, Mono<Outcome>>> vendors = new ConcurrentHashMap<>();
    private final List<String> left = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch leaving = new CountDownLatch(0);
    private final Map<String, List<Long>> received = new ConcurrentHashMap<>();

    /** Adds a vendor, or changes its mind. */
    void vendor(String name, Outcome outcome) {
        vendor(name, _ -> Mono.just(outcome));
    }

    void vendor(String name, Function<Message, Mono<Outcome>> answer) {
        vendors.put(name, answer);
        received.putIfAbsent(name, new CopyOnWriteArrayList<>());
    }

    /** Ids of the messages that a vendor was asked to send. */
    List<Long> received(String name) {
        return received.getOrDefault(name, List.of());
    }

    /** Has links close only when the latch is down. */
    CountDownLatch leavesSlowly() {
        leaving = new CountDownLatch(1);
        return leaving;
    }

    /** Vendors whose links have closed, undisturbed. */
    List<String> left() {
        return left;
    }

    private void leave(String vendor) {
        try {
            leaving.await();
            left.add(vendor);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** An account's provider at a vendor. */
    static Provider provider(String vendor, String... countries) {
        return new Provider(
                "id-" + vendor,
                7,
                Channel.SMS,
                "fake",
                vendor,
                Map.of("vendor", vendor),
                Map.of(),
                List.of(countries),
                1,
                true,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Override
    public About about() {
        return new About(
                "fake",
                "Fake",
                Set.of(Channel.SMS),
                List.of(ProviderField.text("vendor", "Vendor").needed()));
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return Origin.of("");
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        String vendor = settings.text("vendor");
        return new ProviderLink() {

            @Override
            public Mono<Outcome> send(Message message) {
                Objects.requireNonNull(received.get(vendor)).add(message.id());
                return Objects.requireNonNull(vendors.get(vendor)).apply(message);
            }

            @Override
            public int concurrency() {
                return 2;
            }

            @Override
            public void close() {
                tools.threads().schedule(() -> leave(vendor));
            }
        };
    }
}
