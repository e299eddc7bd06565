package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.identifier.Parsed.Rejected;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.verification.AddressGate;
import org.otpwidget.server.verification.Caller;
import org.otpwidget.server.verification.ExchangeCall;
import org.otpwidget.server.verification.InvisibleCall;
import org.otpwidget.server.verification.Outcome;
import org.otpwidget.server.verification.PendingCall;
import org.otpwidget.server.verification.Platform;
import org.otpwidget.server.verification.RetryCall;
import org.otpwidget.server.verification.RetryOrder;
import org.otpwidget.server.verification.SendOrder;
import org.otpwidget.server.verification.VerifyCall;
import org.otpwidget.server.verification.VerifyOrder;
import org.otpwidget.server.verification.Visit;
import org.otpwidget.server.verification.web.Callers.Admitted;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.WidgetData;
import org.otpwidget.server.widget.WidgetSettings;
import org.otpwidget.server.widget.WidgetSettings.ContactPoint;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.text.Normalizer;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of contract section 1: from fields to an order, from the outcome to an answer. */
@Component
final class WidgetCalls {

    private final Callers callers;
    private final Answers answers;
    private final CaptchaGate captchaGate;
    private final InvisibleCall invisibleCall;
    private final RetryCall retryCall;
    private final VerifyCall verifyCall;
    private final ExchangeCall exchangeCall;
    private final PendingCall pendingCall;
    private final AddressGate addresses;
    private final BrowserCookie cookie;
    private final Clock clock;

    WidgetCalls(
            Callers callers,
            Answers answers,
            CaptchaGate captchaGate,
            InvisibleCall invisibleCall,
            RetryCall retryCall,
            VerifyCall verifyCall,
            ExchangeCall exchangeCall,
            PendingCall pendingCall,
            AddressGate addresses,
            BrowserCookie cookie,
            Clock clock) {
        this.callers = callers;
        this.answers = answers;
        this.captchaGate = captchaGate;
        this.invisibleCall = invisibleCall;
        this.retryCall = retryCall;
        this.verifyCall = verifyCall;
        this.exchangeCall = exchangeCall;
        this.pendingCall = pendingCall;
        this.addresses = addresses;
        this.cookie = cookie;
        this.clock = clock;
    }

    Mono<Map<String, Object>> send(Call call, Platform platform) {
        return callers.admit(call, platform)
                .map(admitted -> Callers.onServedPlatform(admitted, platform))
                .map(admitted -> sendOrder(call, admitted))
                .flatMap(order -> captchaGate.pass(call, order))
                .flatMap(
                        order ->
                                invisibleCall
                                        .send(order)
                                        .doOnNext(sent -> remember(call, order, sent)))
                .map(answers::of);
    }

    /** Where a phone ends up after a check of invisible OTP. */
    Mono<Map<String, Object>> invisible(Call call) {
        String state = call.request().queryParam("state").orElse("");
        return invisibleCall
                .finish(state, name -> call.request().queryParam(name).orElse(""), call.ip())
                .map(answers::of);
    }

    Mono<Map<String, Object>> retry(Call call) {
        return callers.admit(call, Platform.WEB)
                .map(
                        admitted ->
                                new RetryOrder(
                                        admitted.widget(),
                                        admitted.caller(),
                                        call.fields().required("reqId"),
                                        channel(call.fields().text("retryChannel")),
                                        call.idempotencyKey()))
                .flatMap(retryCall::retry)
                .map(answers::of);
    }

    Mono<Map<String, Object>> verify(Call call) {
        return callers.admit(call, Platform.WEB)
                .map(
                        admitted ->
                                new VerifyOrder(
                                        admitted.widget(),
                                        admitted.caller(),
                                        call.fields().required("reqId"),
                                        code(call.fields().required("otp")),
                                        call.idempotencyKey()))
                .flatMap(verifyCall::verify)
                .map(answers::of);
    }

    Mono<Map<String, Object>> exchange(Call call) {
        return callers.authkey(call)
                .flatMap(
                        key ->
                                exchangeCall.exchange(
                                        key.accountId(),
                                        call.fields().required("access-token"),
                                        claimed(call.fields())))
                .map(answers::of);
    }

    Mono<Map<String, Object>> pending(Call call) {
        return callers.caller(call, Platform.MOBILE)
                .flatMap(caller -> pendingCall.check(caller, call.fields().required("requestId")))
                .map(answers::of);
    }

    Mono<Map<String, Object>> widgetProcess(Call call) {
        return callers.admit(call, Platform.WEB)
                .delayUntil(admitted -> unlessRefused(admitted.caller()))
                .map(
                        admitted -> {
                            var body = new LinkedHashMap<String, Object>();
                            body.put("status", "success");
                            body.put("hasError", false);
                            body.put("errors", List.of());
                            body.put("data", WidgetData.of(admitted.widget()));
                            return body;
                        });
    }

    Mono<Map<String, Object>> challenge(Call call) {
        return callers.admit(call, Platform.WEB)
                .delayUntil(admitted -> unlessRefused(admitted.caller()))
                .flatMap(captchaGate::challenge);
    }

    private Mono<Outcome> unlessRefused(Caller caller) {
        return addresses.refusal(caller).flatMap(no -> no.problem().signal());
    }

    private SendOrder sendOrder(Call call, Admitted admitted) {
        WidgetSettings settings = admitted.widget().settings();
        Identifier identifier =
                identifier(call.fields().required("identifier"), settings.contactPoint());
        return new SendOrder(
                admitted.widget(),
                admitted.caller(),
                identifier,
                call.idempotencyKey(),
                call.fields().text("lang"),
                call.fields().variables(),
                isLink(admitted) ? visit(call, admitted) : Visit.UNKNOWN,
                settings.demo(identifier, clock.instant()));
    }

    private static boolean isLink(Admitted admitted) {
        return admitted.widget().settings().verificationType() == VerificationType.MAGIC_LINK;
    }

    private static Visit visit(Call call, Admitted admitted) {
        boolean page =
                admitted.caller().platform() == Platform.WEB && admitted.caller().origin() != null;
        return new Visit(
                call.state(),
                page ? BrowserCookie.of(call.request()) : null,
                admitted.caller().platform() == Platform.SERVER
                        ? null
                        : call.request().headers().firstHeader("User-Agent"));
    }

    /**
     * Lets the browser keep its cookie, if the request that it is to be known by is this call's.
     */
    private void remember(Call call, SendOrder order, Outcome outcome) {
        SecretText browser = order.visit().browser();
        if (browser != null && outcome instanceof Outcome.Sent sent && sent.fresh()) {
            cookie.set(call.request(), browser);
        }
    }

    private static Identifier identifier(String raw, ContactPoint accepted) {
        return switch (Identifiers.parse(
                raw, accepted != ContactPoint.EMAIL, accepted != ContactPoint.MOBILE)) {
            case Accepted ok -> ok.identifier();
            case Rejected no -> throw Problems.invalidIdentifier(no.message()).refused();
        };
    }

    /** The claimed identifier in its canonical form; one that has none matches nothing. */
    private static @Nullable String claimed(CallFields fields) {
        // A blank field is a claim that got lost on its way, not the wish to compare nothing.
        String raw = fields.has("identifier") ? fields.required("identifier") : null;
        if (raw == null) {
            return null;
        }
        return Identifiers.parse(raw, true, true) instanceof Accepted ok
                ? ok.identifier().value()
                : raw;
    }

    /**
     * Codes are digits; spaces and dashes of a pasted one, and digits of any script, are welcome.
     */
    private static SecretText code(String typed) {
        var digits = new StringBuilder();
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != '-')
                .forEach(
                        c ->
                                digits.append(
                                        Character.isDigit(c)
                                                ? Integer.toString(Character.digit(c, 10))
                                                : Character.toString(c)));
        return SecretText.of(digits.toString());
    }

    private static @Nullable Channel channel(@Nullable String code) {
        if (code == null) {
            return null;
        }
        try {
            return Channel.ofCode(Integer.parseInt(code)).orElseThrow(NumberFormatException::new);
        } catch (NumberFormatException _) {
            throw Problems.invalid(
                            "retryChannel must be 11 (SMS), 12 (WhatsApp), 4 (voice) or 3"
                                    + " (e-mail).")
                    .refused();
        }
    }
}
