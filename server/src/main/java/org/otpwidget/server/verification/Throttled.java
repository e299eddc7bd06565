package org.otpwidget.server.verification;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.credential.Token.Throttle;

/**
 * The part of each step that the token's throttle rule needs.
 *
 * @param ip what limits count by: of an IPv6 address, its network
 * @param hits see {@link Throttle}; null without a rule
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Throttled(
        @Nullable String token,
        String ip,
        @Nullable Integer hits,
        @Nullable Integer period,
        @Nullable Integer block) {

    static Throttled of(Caller caller) {
        if (caller.token() == null) {
            return new Throttled(null, address(caller), null, null, null);
        }
        Throttle rule = caller.token().throttle();
        return rule == null
                ? new Throttled(caller.token().id(), address(caller), null, null, null)
                : new Throttled(
                        caller.token().id(),
                        address(caller),
                        rule.hits(),
                        rule.period(),
                        rule.block());
    }

    private static String address(Caller caller) {
        return Addresses.format(Addresses.forLimits(caller.ip()));
    }
}
