package org.otpwidget.server.captcha;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.net.URI;
import java.time.Duration;

/**
 * How the proof of work is set, and where the vendors are.
 *
 * @param difficulty tries that each of a challenge's 16 puzzles takes on average, at rest
 * @param lifetime how long a challenge may be solved and used
 * @param period over which challenges are counted
 * @param usualPerAddress challenges of one client address in a period that are nothing unusual;
 *     beyond them the difficulty grows with their number
 * @param usualPerWidget the same for one widget
 * @param hardest how many times the difficulty may grow at most
 * @param patience how long a vendor may take to answer
 * @param recaptchaUrl where reCAPTCHA v2 and v3 are asked
 * @param recaptchaEnterpriseUrl where reCAPTCHA Enterprise is asked, without the path
 * @param hcaptchaUrl where hCaptcha is asked
 * @param turnstileUrl where Cloudflare Turnstile is asked
 */
@ConfigurationProperties("otp.captcha")
public record CaptchaSettings(
        int difficulty,
        Duration lifetime,
        Duration period,
        int usualPerAddress,
        int usualPerWidget,
        int hardest,
        Duration patience,
        URI recaptchaUrl,
        URI recaptchaEnterpriseUrl,
        URI hcaptchaUrl,
        URI turnstileUrl) {

    private static final int HARDEST = 1 << 20;
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);

    public CaptchaSettings {
        require(
                difficulty >= 1 && hardest >= 1 && (long) difficulty * hardest <= HARDEST,
                "difficulty and hardest must be positive, and their product at most 1048576");
        require(
                lifetime.toSeconds() >= 1 && lifetime.compareTo(LONGEST_LIFE) <= 0,
                "lifetime must be from a second to an hour");
        require(period.toSeconds() >= 1, "period must be at least a second");
        require(
                usualPerAddress >= 1 && usualPerWidget >= 1,
                "usual-per-address and usual-per-widget must be positive");
        require(
                patience.isPositive() && patience.compareTo(LONGEST_PATIENCE) <= 0,
                "patience must be positive and at most ten seconds");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("otp.captcha." + message);
        }
    }
}
