package org.otpwidget.server.dashboard;

import org.otpwidget.server.signincode.Offer;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

import java.time.Duration;

/**
 * The cookie that remembers by which widget somebody signs in, where several accounts offer it. It
 * holds the widget's id, which is public.
 */
public final class OfferCookie {

    /** Its name. */
    public static final String NAME = "otp-sign-in-widget";

    /** As long as browsers keep any. */
    private static final Duration LIFETIME = Duration.ofDays(400);

    private OfferCookie() {}

    /** Lets the browser remember an offer. */
    public static void remember(ServerWebExchange exchange, Offer offer) {
        exchange.getResponse()
                .addCookie(
                        ResponseCookie.from(NAME, offer.widgetId())
                                .path("/sign-in/code")
                                .httpOnly(true)
                                .secure(!SessionCookie.isPlain(exchange.getRequest()))
                                .sameSite("Lax")
                                .maxAge(LIFETIME)
                                .build());
    }
}
