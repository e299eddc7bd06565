package org.otpwidget.server.client;

import com.fasterxml.jackson.annotation.JsonValue;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of addresses that share their first bits, for example {@code 10.0.0.0/8}.
 *
 * @param network an address in the block; bits behind the prefix don't matter
 * @param prefix number of leading bits, up to 32 or 128
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, section 3.1</a>
 */
public record Cidr(InetAddress network, int prefix) {

    /**
     * The block that a text spells: one address, or address and prefix; empty for anything else.
     */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        return Addresses.parse(address)
                .filter(network -> slash < 0 || bits.matches("\\d{1,3}"))
                .map(network -> new Cidr(network, slash < 0 ? width(network) : number(bits)))
                .filter(block -> block.prefix <= width(block.network));
    }

    /** Whether an address lies in the block. */
    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefix % Byte.SIZE;
        int mask = 0xFF00 >> rest & 0xFF;
        return rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
    }

    /** As it is written: the prefix is left out for a single address. */
    @JsonValue
    @Override
    public String toString() {
        String address = Addresses.format(network);
        return prefix == width(network) ? address : address + "/" + prefix;
    }

    private static int width(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static int number(String bits) {
        return Integer.parseInt(bits);
    }
}
