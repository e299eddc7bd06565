package org.otpwidget.server.captcha;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.captcha.Verdict.Failed;
import org.otpwidget.server.captcha.Verdict.Missing;
import org.otpwidget.server.captcha.Verdict.Passed;
import org.otpwidget.server.captcha.Verdict.Unknown;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.CaptchaProvider;
import org.otpwidget.server.widget.CaptchaProvider.Kind;
import org.otpwidget.server.widget.Widget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The door: whether a visitor's captcha token is good, for whatever kind the widget has chosen. */
public final class Captcha {

    private static final Logger log = LoggerFactory.getLogger(Captcha.class);

    private final Map<Kind, CaptchaKind> kinds = new EnumMap<>(Kind.class);
    private final ProofOfWork work;
    private final Passes passes;
    private final Secrets secrets;
    private final MeterRegistry metrics;
    private final Clock clock;

    Captcha(
            ProofOfWork work,
            List<CaptchaKind> vendors,
            Passes passes,
            Secrets secrets,
            MeterRegistry metrics,
            Clock clock) {
        this.work = work;
        this.passes = passes;
        this.secrets = secrets;
        this.metrics = metrics;
        this.clock = clock;
        kinds.put(work.kind(), work);
        vendors.forEach(vendor -> kinds.put(vendor.kind(), vendor));
    }

    /**
     * Work for a visitor of a widget; empty when it doesn't use the built-in kind.
     *
     * @param client the visitor's address
     */
    public Mono<Challenge> challenge(Widget widget, InetAddress client) {
        return widget.settings().captcha() && kindOf(widget) == Kind.BUILTIN
                ? work.challenge(widget, client)
                : Mono.empty();
    }

    /** Whether somebody else is asked about a widget's tokens. */
    public boolean asksVendor(Widget widget) {
        return kindOf(widget) != Kind.BUILTIN;
    }

    /**
     * Checks a token and uses it up. Where the vendor cannot say and the widget lets visitors pass
     * then, it is {@link Passed}.
     */
    public Mono<Verdict> check(Presented presented) {
        Kind kind = kindOf(presented.widget());
        String token = presented.token();
        Mono<Verdict> verdict =
                token == null
                        ? Mono.just(new Missing())
                        : check(presented, token, Objects.requireNonNull(kinds.get(kind)));
        return verdict.doOnNext(outcome -> count(kind, outcome));
    }

    private Mono<Verdict> check(Presented presented, String token, CaptchaKind kind) {
        byte[] id = kind.id(token);
        byte @Nullable [] call = call(presented);
        return kind.look(presented, token)
                .flatMap(
                        verdict ->
                                switch (verdict) {
                                    case Passed passed ->
                                            passes.use(
                                                            id,
                                                            call,
                                                            clock.instant().plus(kind.lifetime()))
                                                    .map(
                                                            fresh ->
                                                                    fresh
                                                                            ? passed
                                                                            : new Failed(
                                                                                    "used before"));
                                    case Failed failed when call != null && kind != work ->
                                            passes.usedBy(id, call)
                                                    .map(same -> same ? new Passed() : failed);
                                    case Unknown unknown ->
                                            Mono.just(unknown(presented.widget(), unknown));
                                    default -> Mono.just(verdict);
                                });
    }

    private static Verdict unknown(Widget widget, Unknown unknown) {
        CaptchaProvider provider = widget.settings().captchaProvider();
        boolean open = provider != null && provider.failOpen();
        log.warn(
                "Captcha of widget {}: {}; the visitor {}",
                widget.id(),
                unknown.reason(),
                open ? "passes" : "is refused");
        return open ? new Passed() : unknown;
    }

    private byte @Nullable [] call(Presented presented) {
        String call = presented.call();
        return call == null
                ? null
                : secrets.hash(
                                Purpose.CALL,
                                bytes("captcha"),
                                bytes(presented.widget().id()),
                                bytes(call))
                        .bytes();
    }

    private void count(Kind kind, Verdict verdict) {
        if (verdict instanceof Failed(String reason)) {
            log.debug("A {} token was refused: {}", kind.word(), reason);
        }
        String outcome = verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        metrics.counter("otp.captcha.checks", "kind", kind.word(), "outcome", outcome).increment();
    }

    private static Kind kindOf(Widget widget) {
        CaptchaProvider provider = widget.settings().captchaProvider();
        return provider == null ? Kind.BUILTIN : provider.kind();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
