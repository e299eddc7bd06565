package org.otpwidget.server.delivery;

import org.otpwidget.server.delivery.provider.Network;
import org.otpwidget.server.delivery.provider.ProviderConfiguration;
import org.otpwidget.server.delivery.provider.VendorHttp;
import org.springframework.stereotype.Component;

import java.net.URI;
import java.time.Duration;

/**
 * The way to addresses that accounts choose, for other rooms: guarded like the providers' of
 * messages, so that nobody reaches through this server into its own network.
 */
@Component
public final class Outside {

    private final ProviderConfiguration settings;
    private final Network network;

    public Outside(ProviderConfiguration settings) {
        this.settings = settings;
        this.network = new Network(settings.privateAddresses());
    }

    /**
     * A client with connections of its own.
     *
     * @param name of the connections' pool
     * @param patience how long a call may take, connecting included
     */
    public OutsideCalls calls(String name, Duration patience) {
        return new OutsideCalls(new VendorHttp(name, network, patience));
    }

    /** Whether an account may choose an address: in the open only in one's own network. */
    public boolean allows(String url) {
        return network.allowsPlain(url);
    }

    /** Whether an address may be called, as far as the name of its host tells. */
    public boolean allowsHost(URI address) {
        return address.getHost() != null && network.allowsLiteral(address.getHost());
    }

    /** An address of ours as the outside sees it. */
    public URI address(String path) {
        return URI.create(settings.publicUrl() + path);
    }
}
