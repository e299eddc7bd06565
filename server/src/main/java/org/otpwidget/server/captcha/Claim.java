package org.otpwidget.server.captcha;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.captcha.Verdict.Failed;
import org.otpwidget.server.captcha.Verdict.Passed;
import org.otpwidget.server.widget.CaptchaProvider;

import java.util.Locale;
import java.util.Set;

/**
 * What a vendor says of a valid token, to be held against what the widget wants.
 *
 * @param hostname host of the page that it was made on
 * @param action what it was made for
 * @param score 0 (a program) to 1 (a person)
 */
record Claim(@Nullable String hostname, @Nullable String action, @Nullable Double score) {

    /**
     * @param hosts that the page may be on; empty: any
     */
    Verdict judge(CaptchaProvider wanted, Set<String> hosts) {
        if (!hosts.isEmpty()
                && (hostname == null || !hosts.contains(hostname.toLowerCase(Locale.ROOT)))) {
            return new Failed("made on another host");
        }
        if (wanted.action() != null && !wanted.action().equals(action)) {
            return new Failed("made for another action");
        }
        if (wanted.kind().hasScore() && (score == null || !(score >= wanted.minimumScore()))) {
            return new Failed("score " + score + " is below the minimum");
        }
        return new Passed();
    }
}
