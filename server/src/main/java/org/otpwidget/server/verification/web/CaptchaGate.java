package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.captcha.Captcha;
import org.otpwidget.server.captcha.Challenge;
import org.otpwidget.server.captcha.Presented;
import org.otpwidget.server.captcha.Verdict;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.verification.AddressGate;
import org.otpwidget.server.verification.Caller;
import org.otpwidget.server.verification.Outcome;
import org.otpwidget.server.verification.Platform;
import org.otpwidget.server.verification.SendOrder;
import org.otpwidget.server.verification.web.Callers.Admitted;
import org.otpwidget.server.widget.WidgetSettings;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Asks senders for a captcha token where their widget wants one. */
@Component
final class CaptchaGate {

    /** Ours, and those that vendors' scripts put into forms. */
    static final List<String> FIELDS =
            List.of(
                    "captchaToken",
                    "g-recaptcha-response",
                    "h-captcha-response",
                    "cf-turnstile-response");

    private static final int LONGEST_TOKEN = 16_384;

    private final Captcha captcha;
    private final AddressGate addresses;

    CaptchaGate(Captcha captcha, AddressGate addresses) {
        this.captcha = captcha;
        this.addresses = addresses;
    }

    /**
     * Lets an order pass, or errors with {@code Refused}. A blocked address costs no vendor's call,
     * so one with a token for a vendor is counted here, and not again by what follows.
     */
    Mono<SendOrder> pass(Call call, SendOrder order) {
        if (!isAsked(order.widget().settings(), order.caller()) || order.demo() != null) {
            return Mono.just(order);
        }
        String token = token(call.fields());
        return token != null && captcha.asksVendor(order.widget())
                ? addresses
                        .hit(order.caller())
                        .<SendOrder>flatMap(CaptchaGate::refused)
                        .switchIfEmpty(Mono.defer(() -> check(order.counted(), token)))
                : addresses
                        .refusal(order.caller())
                        .<SendOrder>flatMap(CaptchaGate::refused)
                        .switchIfEmpty(Mono.defer(() -> check(order, token)));
    }

    private static Mono<SendOrder> refused(Outcome.Refused refused) {
        return refused.problem().signal();
    }

    private Mono<SendOrder> check(SendOrder order, @Nullable String token) {
        return captcha.check(
                        new Presented(
                                order.widget(),
                                token,
                                identity(order),
                                hosts(order.caller()),
                                order.caller().ip()))
                .flatMap(
                        verdict ->
                                switch (verdict) {
                                    case Verdict.Passed _ -> Mono.just(order);
                                    case Verdict.Missing _ -> Problems.CAPTCHA_REQUIRED.signal();
                                    case Verdict.Failed _, Verdict.Unknown _, Verdict.Busy _ ->
                                            Problems.CAPTCHA_FAILED.signal();
                                });
    }

    /** Work for the visitor's device. */
    Mono<Map<String, Object>> challenge(Admitted admitted) {
        return captcha.challenge(admitted.widget(), admitted.caller().ip())
                .switchIfEmpty(Problems.invalid("This widget asks for no proof of work.").signal())
                .map(CaptchaGate::body);
    }

    private static Map<String, Object> body(Challenge challenge) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "success");
        body.put("message", challenge.text());
        body.put("puzzles", challenge.puzzles());
        body.put("difficulty", challenge.difficulty());
        body.put("expiresIn", challenge.lifetime().toSeconds());
        return body;
    }

    /**
     * The path is the caller's choice, so it excuses an app only where pages cannot send at all.
     */
    private static boolean isAsked(WidgetSettings settings, Caller caller) {
        return settings.captcha()
                && caller.platform() != Platform.SERVER
                && (settings.platforms().servesWeb() || caller.origin() != null);
    }

    private static @Nullable String token(CallFields fields) {
        return FIELDS.stream()
                .map(field -> fields.text(field, LONGEST_TOKEN))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A call with a key may come again, with the token that it has used up itself. */
    private static @Nullable String identity(SendOrder order) {
        String key = order.idempotencyKey();
        return key == null ? null : key + " " + order.identifier().value();
    }

    /** The hosts of the origins that the token is for; else that of the page that calls. */
    private static Set<String> hosts(Caller caller) {
        var hosts = new HashSet<String>();
        var token = caller.token();
        List<String> origins = token == null ? List.of() : token.origins();
        if (origins.isEmpty() && caller.origin() != null) {
            origins = List.of(caller.origin());
        }
        for (String origin : origins) {
            String host = host(origin);
            if (host != null) {
                hosts.add(host.toLowerCase(Locale.ROOT));
            }
        }
        return hosts;
    }

    private static @Nullable String host(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
