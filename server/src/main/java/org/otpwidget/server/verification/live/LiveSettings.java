package org.otpwidget.server.verification.live;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of live state.
 *
 * @param mostStreams streams that a node keeps open at most; pages beyond it ask now and then
 *     instead
 */
@ConfigurationProperties("otp.live")
record LiveSettings(int mostStreams) {

    LiveSettings {
        if (mostStreams < 0) {
            throw new IllegalArgumentException("otp.live.most-streams must not be negative");
        }
    }
}
