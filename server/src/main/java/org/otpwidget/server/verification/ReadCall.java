package org.otpwidget.server.verification;

import org.otpwidget.server.account.AddressBlocks;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.time.Clock;

/**
 * Lets a call pass that only reads settings (contract section 1, {@code getWidgetProcess}): such a
 * call is no hit of the token's throttle rule, but a blocked address gets nothing.
 */
@Service
public final class ReadCall {

    private final AddressBlocks blocks;
    private final Clock clock;

    ReadCall(AddressBlocks blocks, Clock clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    /** Why the caller may not read; empty when it may. */
    public Mono<Outcome.Refused> refusal(Caller caller) {
        return caller.token() == null
                ? Mono.empty()
                : blocks.until(caller.token(), Throttled.of(caller).ip())
                        .map(until -> Refusals.of("blocked", clock.instant(), until));
    }
}
