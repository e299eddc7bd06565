package org.otpwidget.server.captcha;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.captcha.Vendors.BusyException;
import org.otpwidget.server.captcha.Vendors.Reply;
import org.otpwidget.server.captcha.Verdict.Busy;
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
import java.util.concurrent.atomic.AtomicInteger;

/** A kind for which a vendor is asked. */
abstract class VendorKind implements CaptchaKind {

    private static final Logger log = LoggerFactory.getLogger(VendorKind.class);

    /** Longer than any vendor's tokens live. */
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;

    /** So many calls without any answer, one after the other, and the vendor is taken for down. */
    private static final int SILENCE = 8;

    private final Secrets secrets;
    private final AtomicInteger unanswered = new AtomicInteger();

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
                .onErrorResume(
                        failure -> !(failure instanceof BusyException),
                        failure -> Mono.just(new Unknown(Vendors.reason(failure))))
                .doOnNext(this::remember)
                .onErrorResume(BusyException.class, _ -> Mono.just(crowded()));
    }

    private void remember(Verdict verdict) {
        unanswered.updateAndGet(
                calls -> verdict instanceof Unknown ? Math.min(calls + 1, SILENCE) : 0);
    }

    /**
     * Calls that hang use up all places as well as a flood does. Only the flood is answered: what
     * strangers send brings no answer of the vendor down to silence.
     */
    private Verdict crowded() {
        return unanswered.get() < SILENCE
                ? new Busy("too many checks at once")
                : new Unknown("too many checks at once, and no answer to the last ones");
    }

    /**
     * What an answer without a verdict says. One that blames the call is no trouble of the
     * vendor's: strangers choose the tokens.
     */
    static Verdict senseless(Reply<?> reply) {
        return reply.isRefusal()
                ? new Failed("the vendor refuses the call with status " + reply.status())
                : new Unknown("no sensible answer, with status " + reply.status());
    }

    /** What an answer says by its status alone; null when the rest of it counts. */
    static @Nullable Verdict byStatus(Reply<?> reply) {
        if (reply.status() == TOO_MANY) {
            return new Busy("the vendor says that there are too many checks");
        }
        return reply.status() >= BROKEN
                ? new Unknown("the vendor answers with status " + reply.status())
                : null;
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
