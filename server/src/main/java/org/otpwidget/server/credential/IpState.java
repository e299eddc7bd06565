package org.otpwidget.server.credential;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/**
 * How a token treats one client address (contract section 4).
 *
 * @param ip an IPv4 address, or the first address of an IPv6 /64 network, which stands for all
 * @param blockedUntil end of a temporary block; null in every other state
 */
public record IpState(String ip, State state, @Nullable Instant blockedUntil) {

    private static final String EXAMPLE =
            "Send an IP address, for example 203.0.113.7 or 2001:db8::1.";

    /** The state's words are the same in JSON and in the database. */
    public enum State {
        /** The token's throttle rule applies. */
        @JsonProperty("normal")
        NORMAL,
        /** Refused until the block ends. */
        @JsonProperty("temporarily_blocked")
        TEMPORARILY_BLOCKED,
        /** Refused until someone changes the state. */
        @JsonProperty("permanently_blocked")
        PERMANENTLY_BLOCKED,
        /** Never throttled. */
        @JsonProperty("whitelisted")
        WHITELISTED
    }

    /**
     * Reads the address that a state is for, or an IPv6 /64 network.
     *
     * @param field where it was sent, for the error
     * @throws org.otpwidget.server.problem.Refused when it is no address
     */
    public static String ip(String field, String text) {
        String address = text.strip();
        boolean network = address.indexOf(':') >= 0 && address.endsWith("/64");
        return Addresses.parse(network ? address.substring(0, address.length() - 3) : address)
                .map(Addresses::forLimits)
                .map(Addresses::format)
                .orElseThrow(
                        () -> Problems.invalid(List.of(new FieldError(field, EXAMPLE))).refused());
    }

    /**
     * Reads a body.
     *
     * @param ip the address that it is for
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static IpState read(String ip, ObjectNode body, Instant now) {
        var form = Form.of(body);
        var state = form.word("state", State.class);
        var until = form.time("blockedUntil");
        form.check();
        if (state == null) {
            form.refuse(
                    "state",
                    "This is required: normal, temporarily_blocked, permanently_blocked or"
                            + " whitelisted.");
        } else if (state == State.TEMPORARILY_BLOCKED && (until == null || !until.isAfter(now))) {
            form.refuse("blockedUntil", "Send a time in the future, at which the block ends.");
        } else if (state != State.TEMPORARILY_BLOCKED && until != null) {
            form.refuse("blockedUntil", "Leave this out: it goes with temporarily_blocked only.");
        }
        form.check();
        return new IpState(ip, state == null ? State.NORMAL : state, until);
    }
}
