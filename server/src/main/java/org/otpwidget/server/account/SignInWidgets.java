package org.otpwidget.server.account;

import reactor.core.publisher.Mono;

/** Knows which widgets' codes may let operators in; the rooms above this one do. */
public interface SignInWidgets {

    /**
     * Completes, or fails with what is wrong with a choice.
     *
     * @throws org.otpwidget.server.problem.Refused as an error signal, about {@code signInWidget}
     */
    Mono<Void> check(long accountId, String widgetId);
}
