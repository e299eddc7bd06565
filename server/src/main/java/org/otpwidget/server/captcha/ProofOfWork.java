package org.otpwidget.server.captcha;

import org.otpwidget.server.captcha.Verdict.Failed;
import org.otpwidget.server.captcha.Verdict.Passed;
import org.otpwidget.server.widget.CaptchaProvider.Kind;
import org.otpwidget.server.widget.Widget;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;

/** The built-in kind: the visitor's device works for a moment, and nobody else is asked. */
final class ProofOfWork implements CaptchaKind {

    private final Challenges challenges;
    private final Pressure pressure;
    private final Clock clock;

    ProofOfWork(Challenges challenges, Pressure pressure, Clock clock) {
        this.challenges = challenges;
        this.pressure = pressure;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.BUILTIN;
    }

    /** The challenge, since it has many solutions. */
    @Override
    public byte[] id(String token) {
        return Challenges.id(token);
    }

    @Override
    public Duration lifetime() {
        return challenges.lifetime();
    }

    Mono<Challenge> challenge(Widget widget, InetAddress client) {
        return pressure.next(widget.id(), client)
                .map(difficulty -> challenges.make(widget.id(), difficulty, clock.instant()));
    }

    @Override
    public Mono<Verdict> look(Presented presented, String token) {
        boolean solved = challenges.isSolved(presented.widget().id(), token, clock.instant());
        return Mono.just(solved ? new Passed() : new Failed("no solution of a live challenge"));
    }
}
