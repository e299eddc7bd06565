package org.otpwidget.server.erasure;

import reactor.core.publisher.Flux;

/** Knows a person's requests. */
public interface RequestsOfPerson {

    /**
     * Their ids.
     *
     * @param identifier canonical
     * @param held whether nobody else may touch them until the transaction ends
     */
    Flux<String> ids(long accountId, String identifier, boolean held);
}
