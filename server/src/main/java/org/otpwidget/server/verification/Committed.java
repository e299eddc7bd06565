package org.otpwidget.server.verification;

import reactor.core.publisher.Mono;

/** Work that is done to its end once it was begun. */
final class Committed {

    private Committed() {}

    /**
     * The same answer, and the same steps, even if the caller hangs up in between: what follows a
     * commit must not wait for the lease of its message to end.
     */
    static <T> Mono<T> toTheEnd(Mono<T> work) {
        return Mono.defer(() -> Mono.fromFuture(work.toFuture(), true));
    }
}
