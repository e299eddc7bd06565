package org.otpwidget.server.verification;

import org.otpwidget.server.credential.AddressBlocks;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;

/**
 * Keeps blocked client addresses out of what no step of a request does for itself: calls that only
 * read (contract section 1, {@code getWidgetProcess}), and what is done before a request is made.
 */
@Service
public final class AddressGate {

    private final AddressBlocks blocks;
    private final Clock clock;

    AddressGate(AddressBlocks blocks, Clock clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    /** Why the caller gets nothing; empty when it may go on. It is no hit of the throttle rule. */
    public Mono<Outcome.Refused> refusal(Caller caller) {
        return caller.token() == null
                ? Mono.empty()
                : blocks.until(caller.token(), Throttled.of(caller).ip()).map(this::blocked);
    }

    /**
     * The same for a call that is about to cost something: it is a hit of the token's throttle
     * rule. The rest of the call goes on as {@link Caller#counted}.
     */
    public Mono<Outcome.Refused> hit(Caller caller) {
        return caller.token() == null
                ? Mono.empty()
                : blocks.hit(caller.token(), Throttled.of(caller).ip()).map(this::blocked);
    }

    private Outcome.Refused blocked(Instant until) {
        return Refusals.of("blocked", clock.instant(), until);
    }
}
