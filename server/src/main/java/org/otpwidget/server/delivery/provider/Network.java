package org.otpwidget.server.delivery.provider;

import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.client.Cidr;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses providers may be at. Accounts choose URLs and hosts, and must not reach through
 * this server into its own network, unless the installation allows it.
 *
 * @param privateAllowed whether loopback, private and link-local addresses may be connected to
 */
public record Network(boolean privateAllowed) {

    /** Not for the public Internet (RFC 6890), and what smuggles such addresses in. */
    private static final List<Cidr> PRIVATE =
            List.of(
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "224.0.0.0/3",
                            "::/96",
                            "64:ff9b::/32",
                            "2002::/16",
                            "fc00::/7",
                            "fe80::/10",
                            "fec0::/10",
                            "ff00::/8")
                    .stream()
                    .map(block -> Cidr.parse(block).orElseThrow())
                    .toList();

    /** Whether an address may be connected to. */
    public boolean allows(InetAddress address) {
        return privateAllowed || PRIVATE.stream().noneMatch(block -> block.contains(address));
    }

    /** Whether an address may be called: in the open only in one's own network. */
    public boolean allowsPlain(String url) {
        return privateAllowed || !url.startsWith("http:");
    }

    /**
     * Whether a host may be connected to, as far as its name tells: an address in the name is
     * judged, what a name stands for must be judged when it is known.
     */
    public boolean allowsLiteral(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Addresses.parse(bare).map(this::allows).orElse(privateAllowed || isName(bare));
    }

    /**
     * What else has a colon or a percent sign is an address with a zone, which others understand.
     */
    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && host.indexOf('%') < 0;
    }
}
