package org.otpwidget.server.delivery.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.provider.Receipt;

import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Receipts that overtake the answers that tell their ids. */
class LongMessagesTests {

    private final List<Receipt> receipts = new ArrayList<>();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final LongMessages messages =
            new LongMessages(receipt -> Mono.fromRunnable(() -> receipts.add(receipt)), timer);

    @Test
    void countsAPartWhoseReceiptCameBeforeItsAnswer() {
        messages.begin();
        accept(delivered("1"));
        messages.end(List.of("1", "2"));
        accept(delivered("2"));
        assertThat(receipts).isEmpty();
        timer.advanceTimeBy(Duration.ofSeconds(6));
        assertThat(receipts).containsExactly(delivered("2"));
    }

    @Test
    void passesOnAnotherMessagesReceiptInTheEnd() {
        messages.begin();
        accept(delivered("7"));
        messages.end(List.of());
        timer.advanceTimeBy(Duration.ofSeconds(6));
        accept(delivered("8"));
        assertThat(receipts).containsExactly(delivered("7"), delivered("8"));
    }

    private void accept(Receipt receipt) {
        var _ = messages.accept(receipt).subscribe();
    }

    private static Receipt delivered(String id) {
        return new Receipt(id, Receipt.State.DELIVERED, null, null);
    }
}
