package org.otpwidget.server.accesstoken;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * How access tokens are made and how their keys rotate.
 *
 * @param issuer the {@code iss} claim, normally the public address of this installation
 * @param lifetime from issue to expiry
 * @param keyLifetime how long a key signs before the next one takes over
 * @param keyLead how long a new key is published before it signs, so that caches have it by then
 * @param keyReload how often each node looks for keys that other nodes made
 */
@ConfigurationProperties("otp.access-token")
public record AccessTokenSettings(
        String issuer,
        Duration lifetime,
        Duration keyLifetime,
        Duration keyLead,
        Duration keyReload) {

    private static final Duration LONGEST_RELOAD = Duration.ofMinutes(1);

    public AccessTokenSettings {
        require(!issuer.isBlank(), "issuer must not be empty");
        require(lifetime.toSeconds() >= 1, "lifetime must be at least a second");
        require(
                keyReload.isPositive() && keyReload.compareTo(LONGEST_RELOAD) <= 0,
                "key-reload must be positive and at most a minute, for a node that heard no notice"
                        + " of a leaked key");
        require(
                keyLead.compareTo(SigningKeys.MAX_AGE.plus(keyReload)) >= 0,
                "key-lead must be at least five minutes, for which key sets are cached, and"
                        + " key-reload");
        require(
                keyLifetime.compareTo(keyLead.plus(lifetime)) > 0,
                "key-lifetime must be longer than key-lead and lifetime together");
    }

    /** How long a key is accepted after the next one took over: its last token, and slow nodes. */
    Duration overlap() {
        return lifetime.plus(keyReload).plus(SigningKeys.MAX_AGE);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("otp.access-token." + message);
        }
    }
}
