package org.otpwidget.server.client;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells the address that a call comes from. {@code X-Forwarded-For} counts only as far as trusted
 * proxies wrote it: it is read from its end, and the first address that is no trusted proxy is the
 * client. Whatever stands left of it was sent by the client and may be invented.
 */
@Component
@EnableConfigurationProperties(ClientSettings.class)
public final class ClientIp {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[(?<six>[^]]+)](:\\d+)?|(?<four>[0-9.]+):\\d+");

    private final List<Cidr> proxies;

    ClientIp(ClientSettings settings) {
        this.proxies = settings.proxies();
    }

    /** The client's address; the peer's own where no proxy is trusted or the header is garbage. */
    public InetAddress of(ServerHttpRequest request) {
        return of(peer(request), request.getHeaders());
    }

    InetAddress of(InetAddress peer, HttpHeaders headers) {
        if (!trusted(peer)) {
            return peer;
        }
        var client = peer;
        for (var hop : hops(headers).reversed()) {
            var address = address(hop);
            if (address.isEmpty()) {
                return peer;
            }
            client = address.get();
            if (!trusted(client)) {
                return client;
            }
        }
        return client;
    }

    private boolean trusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    /** The header may come several times; together the lines are one list (RFC 9110, 5.3). */
    private static List<String> hops(HttpHeaders headers) {
        return headers.getOrEmpty(FORWARDED_FOR).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** Some proxies add the port that the client sent from. */
    private static Optional<InetAddress> address(String hop) {
        var ported = WITH_PORT.matcher(hop);
        if (!ported.matches()) {
            return Addresses.parse(hop);
        }
        String six = ported.group("six");
        return Addresses.parse(six == null ? ported.group("four") : six);
    }

    private static InetAddress peer(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? InetAddress.getLoopbackAddress()
                : Addresses.of(remote.getAddress().getAddress());
    }
}
