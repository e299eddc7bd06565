package org.otpwidget.server.account;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;

/**
 * How a token treats one client address (contract section 4).
 *
 * @param ip an IPv4 address, or the first address of an IPv6 /64 network, which stands for all
 * @param blockedUntil end of a temporary block; null in every other state
 */
public record IpState(String ip, State state, @Nullable Instant blockedUntil) {

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
