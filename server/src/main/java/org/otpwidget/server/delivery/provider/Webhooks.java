package org.otpwidget.server.delivery.provider;

import java.net.URI;

/** Addresses that vendors are asked to call. */
public final class Webhooks {

    private static final Network PUBLIC = new Network(false);

    private Webhooks() {}

    /**
     * Whether a vendor could call an address: vendors refuse a whole message for a webhook on
     * {@code 127.0.0.1}, which is where a server stands that somebody just tries out.
     */
    public static boolean isReachable(URI url) {
        String host = url.getHost();
        return host != null && host.contains(".") && PUBLIC.allowsLiteral(host);
    }
}
