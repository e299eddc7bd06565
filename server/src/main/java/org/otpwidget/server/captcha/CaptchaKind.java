package org.otpwidget.server.captcha;

import org.otpwidget.server.widget.CaptchaProvider.Kind;

import reactor.core.publisher.Mono;

import java.time.Duration;

/** The port: one way to tell people from programs. */
interface CaptchaKind {

    /** The word in a widget's settings that chooses it. */
    Kind kind();

    /** What tells a token from others, however else it may be spelled; not the token itself. */
    byte[] id(String token);

    /** How long a token may be good; after that its use need not be remembered. */
    Duration lifetime();

    /** Looks at a token, whether it was used here before aside. Never an error signal. */
    Mono<Verdict> look(Presented presented, String token);
}
