package org.otpwidget.server.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads IP addresses without ever asking a name server. */
public final class Addresses {

    /** The JDK would also read {@code 127.1} and the like, which other software reads otherwise. */
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern ZEROS = Pattern.compile(":0(?::0)+:");
    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    /**
     * The address that a text spells; empty for anything else. An IPv4 address in IPv6 clothes
     * ({@code ::ffff:192.0.2.1}) becomes IPv4.
     */
    public static Optional<InetAddress> parse(String text) {
        boolean six = text.indexOf(':') >= 0;
        if (!(six ? IPV6 : IPV4).matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * An address as it is written: of IPv6 the longest run of zeros is left out.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5952#section-4">RFC 5952, section 4</a>
     */
    public static String format(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        String groups = ":" + address.getHostAddress() + ":";
        return ZEROS.matcher(groups)
                .results()
                .map(MatchResult::group)
                .max(Comparator.comparingInt(String::length))
                .map(run -> groups.replaceFirst(run, "::"))
                .orElse(groups)
                .replaceFirst("^:(?!:)", "")
                .replaceFirst("(?<!:):$", "");
    }

    /**
     * What limits count by: the address itself, or the /64 network of an IPv6 address, since one
     * line of one household has all 2^64 addresses of it.
     */
    public static InetAddress forLimits(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        return of(bytes);
    }

    /** The address of 4 or 16 bytes, without a name, a scope or IPv6 clothes. */
    static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes", e);
        }
    }
}
