package org.otpwidget.server.delivery.smpp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptSink;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one receipt of those of a long message's parts: delivered when all parts are, failed with
 * the first that is not. The message goes by its last part's id. What is remembered is this node's
 * and bounded; of a part that nobody remembers the receipt goes on as it came.
 */
final class LongMessages implements ReceiptSink {

    /** Until then the answer to the last part has told its id, or never will. */
    private static final Duration ANSWERED = Duration.ofSeconds(6);

    private static final Duration REMEMBERED = Duration.ofDays(2);
    private static final int MOST_PARTS = 50_000;

    private final Cache<String, Parts> partsById =
            Caffeine.newBuilder().maximumSize(MOST_PARTS).expireAfterWrite(REMEMBERED).build();
    private final ReceiptSink receipts;
    private final Scheduler timer;
    private int underWay;

    LongMessages(ReceiptSink receipts, Scheduler timer) {
        this.receipts = receipts;
        this.timer = timer;
    }

    /** Says that the parts of a message go out now; {@link #end} must follow. */
    synchronized void begin() {
        underWay++;
    }

    /**
     * Says that they went out, or some of them.
     *
     * @param ids that the SMSC gave them; empty when the message was refused
     */
    synchronized void end(List<String> ids) {
        underWay--;
        if (!ids.isEmpty()) {
            var parts = new Parts(ids.getLast(), new HashSet<>(ids));
            ids.forEach(id -> partsById.put(id, parts));
        }
    }

    /** A part's receipt can overtake the answer that tells its id, so an unknown one may wait. */
    @Override
    public Mono<Void> accept(Receipt receipt) {
        return Mono.defer(
                () ->
                        isPerhapsPart(receipt)
                                ? Mono.delay(ANSWERED, timer).then(settled(receipt))
                                : settled(receipt));
    }

    private Mono<Void> settled(Receipt receipt) {
        return Mono.fromSupplier(() -> settle(receipt)).flatMap(receipts::accept);
    }

    private synchronized boolean isPerhapsPart(Receipt receipt) {
        return underWay > 0 && partsById.getIfPresent(receipt.providerId()) == null;
    }

    /** The receipt of the whole message; null when it takes more parts'. */
    private synchronized @Nullable Receipt settle(Receipt receipt) {
        Parts parts = partsById.getIfPresent(receipt.providerId());
        if (parts == null) {
            return receipt;
        }
        parts.missing.remove(receipt.providerId());
        boolean failed = receipt.state() == Receipt.State.FAILED;
        if (!failed && !parts.missing.isEmpty()) {
            return null;
        }
        partsById.invalidateAll(parts.ids);
        return new Receipt(parts.name, receipt.state(), receipt.at(), receipt.reason());
    }

    /** Parts of one message, and which of them are not delivered yet. */
    private static final class Parts {

        private final String name;
        private final Set<String> ids;
        private final Set<String> missing;

        Parts(String name, Set<String> ids) {
            this.name = name;
            this.ids = Set.copyOf(ids);
            this.missing = ids;
        }
    }
}
