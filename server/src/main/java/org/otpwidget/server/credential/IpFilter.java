package org.otpwidget.server.credential;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.client.Cidr;
import org.otpwidget.server.credential.IpState.State;
import org.otpwidget.server.form.Form;

import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Which of a token's addresses are wanted.
 *
 * @param state null: any
 * @param within a block of addresses; null: anywhere
 */
public record IpFilter(@Nullable State state, @Nullable Cidr within) {

    /** Every address. */
    public static final IpFilter ALL = new IpFilter(null, null);

    private static final int NETWORK_BITS = 64;

    /**
     * Reads what a query asks for; what is null or empty narrows nothing.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static IpFilter read(@Nullable String state, @Nullable String within) {
        var sent = JsonNodeFactory.instance.objectNode();
        if (state != null && !state.isEmpty()) {
            sent.put("state", state);
        }
        var form = Form.of(sent);
        var wanted = form.word("state", State.class);
        String block = within == null ? "" : within.strip();
        var found = Cidr.parse(block).map(IpFilter::kept);
        if (!block.isEmpty() && found.isEmpty()) {
            form.refuse("within", "Send an IP address or a block, for example 203.0.113.0/24.");
        }
        form.check();
        return new IpFilter(wanted, found.orElse(null));
    }

    /** IPv6 addresses are kept by their networks. */
    private static Cidr kept(Cidr block) {
        boolean small = block.network().getAddress().length > 4 && block.prefix() > NETWORK_BITS;
        return small ? new Cidr(Addresses.forLimits(block.network()), NETWORK_BITS) : block;
    }
}
