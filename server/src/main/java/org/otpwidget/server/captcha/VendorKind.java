package org.otpwidget.server.captcha;

import org.otpwidget.server.captcha.Vendors.Reply;
import org.otpwidget.server.captcha.Verdict.Failed;
import org.otpwidget.server.captcha.Verdict.Unknown;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.CaptchaProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A kind for which a vendor is asked. */
abstract class VendorKind implements CaptchaKind {

    private static final Logger log = LoggerFactory.getLogger(VendorKind.class);

    /** Longer than any vendor's tokens live. */
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;

    private final Secrets secrets;

    VendorKind(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Asks the vendor. */
    abstract Mono<Verdict> ask(
            Presented presented, String token, CaptchaProvider provider, SecretText secret);

    @Override
    public final byte[] id(String token) {
        return secrets.hash(Purpose.CAPTCHA, token.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    @Override
    public final Duration lifetime() {
        return LIFETIME;
    }

    @Override
    public final Mono<Verdict> look(Presented presented, String token) {
        var provider = presented.widget().settings().captchaProvider();
        if (provider == null || provider.secret() == null) {
            return Mono.just(new Failed("there is no secret for the vendor"));
        }
        return ask(presented, token, provider, provider.secret())
                .onErrorResume(failure -> Mono.just(new Unknown(Vendors.reason(failure))));
    }

    /** Whether the vendor is in trouble, and not we. */
    static boolean isDown(Reply<?> reply) {
        return reply.status() == TOO_MANY || reply.status() >= BROKEN;
    }

    /** The vendor refuses our keys: nobody can pass until the operator mends them. */
    static Verdict misconfigured(Presented presented, String complaint) {
        log.error(
                "Captcha of widget {}: the vendor refuses its keys: {}",
                presented.widget().id(),
                complaint);
        return new Failed("the vendor refuses our keys: " + complaint);
    }
}
