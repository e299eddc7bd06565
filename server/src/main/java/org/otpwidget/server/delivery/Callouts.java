package org.otpwidget.server.delivery;

import org.otpwidget.server.delivery.provider.Network;
import org.otpwidget.server.delivery.provider.ProviderConfiguration;
import org.otpwidget.server.delivery.provider.VendorHttp;
import org.springframework.stereotype.Component;

import java.net.URI;
import java.time.Duration;

/** Opens ways to addresses that accounts chose, on the terms that providers are called on. */
@Component
public final class Callouts {

    private final Network network;

    public Callouts(ProviderConfiguration settings) {
        this.network = new Network(settings.privateAddresses());
    }

    /** Whether calls without TLS and to addresses that are not public are allowed. */
    public boolean privateAllowed() {
        return network.privateAllowed();
    }

    /** Whether an address may be called, as far as its name tells. */
    public boolean allows(URI address) {
        return address.getHost() != null && network.allowsLiteral(address.getHost());
    }

    /**
     * A way with connections of its own.
     *
     * @param name of the pool
     * @param patience how long a call may take, connecting included
     */
    public Callout open(String name, Duration patience) {
        return new Callout(new VendorHttp(name, network, patience));
    }
}
