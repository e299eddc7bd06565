package org.otpwidget.server.delivery.inbox;

import org.otpwidget.server.delivery.inbox.LoopbackOnly.Peer;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells other pages whether there is an inbox to lead to. */
public final class InboxDoor {

    InboxDoor() {}

    /** Whether whoever makes this call could open the inbox too. */
    public boolean isOpenTo(ServerHttpRequest request) {
        return LoopbackOnly.isFromHere(Peer.of(request));
    }
}
