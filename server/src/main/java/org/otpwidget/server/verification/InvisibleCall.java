package org.otpwidget.server.verification;

import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Claims;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Mobile;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.invisible.InvisibleChecks;
import org.otpwidget.server.invisible.InvisibleProvider;
import org.otpwidget.server.invisible.InvisibleProviders;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Sends, unless a provider can confirm the number without a code (contract section 1, {@code
 * sendOtpMobile}): then the phone is redirected over the provider's address, where its carrier
 * knows it, and comes back with a proof. Whatever fails on the way, the message goes out.
 */
@Service
public final class InvisibleCall {

    /** Longer ones do not fit into every address; variables make them long. */
    private static final int LONGEST_STATE = 3000;

    private final SendCall sendCall;
    private final InvisibleProviders providers;
    private final InvisibleChecks checks;
    private final InvisibleAttempts attempts;
    private final AccessTokens accessTokens;
    private final Tokens tokens;
    private final Widgets widgets;
    private final CodeVault vault;
    private final Clock clock;

    InvisibleCall(
            SendCall sendCall,
            InvisibleProviders providers,
            InvisibleChecks checks,
            InvisibleAttempts attempts,
            AccessTokens accessTokens,
            Tokens tokens,
            Widgets widgets,
            CodeVault vault,
            Clock clock) {
        this.sendCall = sendCall;
        this.providers = providers;
        this.checks = checks;
        this.attempts = attempts;
        this.accessTokens = accessTokens;
        this.tokens = tokens;
        this.widgets = widgets;
        this.vault = vault;
        this.clock = clock;
    }

    /** Where the phone goes on, or what {@link SendCall} says. */
    public Mono<Outcome> send(SendOrder order) {
        return isFor(order)
                ? providers
                        .enabled(order.widget().accountId())
                        .flatMap(provider -> begin(provider, order))
                        .switchIfEmpty(Mono.defer(() -> sendCall.send(order)))
                : sendCall.send(order);
    }

    /**
     * The end of a check: verified, verified before, or what {@link SendCall} says.
     *
     * @param sealed the state that the phone brings back
     * @param parameters what else it brings, by name; empty where there is nothing
     */
    public Mono<Outcome> finish(String sealed, UnaryOperator<String> parameters, InetAddress ip) {
        InvisibleState state = InvisibleState.open(vault, sealed, clock.instant());
        return state == null
                ? over()
                : order(state, ip)
                        .flatMap(order -> finish(state.reqId(), order, parameters))
                        .switchIfEmpty(over());
    }

    /** Pages cannot follow the redirect, and servers have no mobile connection. */
    private boolean isFor(SendOrder order) {
        return order.widget().settings().invisible()
                && order.caller().platform() == Platform.MOBILE
                && order.caller().origin() == null
                && order.identifier() instanceof Mobile
                && order.demo() == null;
    }

    /** Empty when the message has to go out and the call is not counted yet. */
    private Mono<Outcome> begin(InvisibleProvider provider, SendOrder order) {
        String reqId = Ids.next(clock.instant());
        String state = state(reqId, order).seal(vault);
        return state.length() > LONGEST_STATE
                ? Mono.empty()
                : attempts.begin(reqId, order)
                        .flatMap(
                                begun ->
                                        switch (begun.outcome()) {
                                            case "begun" -> check(provider, order, reqId, state);
                                            case "blocked" ->
                                                    Mono.just(
                                                            Refusals.of(
                                                                    "blocked",
                                                                    clock.instant(),
                                                                    begun.until()));
                                            default -> Mono.empty();
                                        });
    }

    private Mono<Outcome> check(
            InvisibleProvider provider, SendOrder order, String reqId, String state) {
        String callback = "/api/v5/widget/invisible?state=" + state;
        return checks.begin(provider, order.identifier().value(), order.caller().ip(), callback)
                .delayUntil(check -> attempts.keep(reqId, order, check.session()))
                .<Outcome>map(check -> new Outcome.Elsewhere(check.checkUrl()))
                .switchIfEmpty(Mono.defer(() -> sendCall.send(order.counted())));
    }

    private Mono<Outcome> finish(String reqId, SendOrder order, UnaryOperator<String> parameters) {
        return providers
                .enabled(order.widget().accountId())
                .flatMap(
                        provider ->
                                confirmed(
                                        provider,
                                        reqId,
                                        order,
                                        parameters.apply(provider.codeParameter())))
                .switchIfEmpty(Mono.defer(() -> unconfirmed(reqId, order)));
    }

    /** Empty when it is not. Of callbacks that come at once only one asks. */
    private Mono<Outcome> confirmed(
            InvisibleProvider provider, String reqId, SendOrder order, String code) {
        return code.isBlank()
                ? Mono.empty()
                : Mono.usingWhen(
                        attempts.ask(reqId, order),
                        session ->
                                checks.isConfirmed(
                                                provider, order.identifier().value(), session, code)
                                        .filter(confirmed -> confirmed)
                                        .flatMap(_ -> verified(reqId, order)),
                        _ -> attempts.asked(reqId, order)); // also when the phone went away
    }

    /**
     * A callback that comes again, or at the same time, brings no proof any more. It needs no code
     * where the other one verified, and else leads to the code of the other one, which may never
     * hear of it: it is the same call.
     */
    private Mono<Outcome> unconfirmed(String reqId, SendOrder order) {
        return attempts.isConfirmed(reqId, order)
                .flatMap(
                        confirmed ->
                                confirmed
                                        ? Mono.just(new Outcome.Refused(Problems.ALREADY_VERIFIED))
                                        : sendCall.send(order));
    }

    private Mono<Outcome> verified(String reqId, SendOrder order) {
        WidgetSettings settings = order.widget().settings();
        String country = order.identifier() instanceof Mobile mobile ? mobile.country() : null;
        return attempts.verify(reqId, order, settings.firstChannel(true, country).code())
                .map(
                        verifiedAt ->
                                new Outcome.VerifiedInvisibly(
                                        accessTokens.issue(claims(reqId, order, verifiedAt))));
    }

    private static Claims claims(String reqId, SendOrder order, Instant verifiedAt) {
        return new Claims(
                reqId,
                order.widget().id(),
                order.identifier().value(),
                null,
                verifiedAt,
                true,
                false);
    }

    private InvisibleState state(String reqId, SendOrder order) {
        Token token = order.caller().token();
        return new InvisibleState(
                reqId,
                order.widget().id(),
                token == null ? "" : token.value(),
                order.identifier().value(),
                order.idempotencyKey(),
                order.lang(),
                order.variables(),
                clock.instant().plus(InvisibleAttempts.PAUSE).getEpochSecond());
    }

    /** The call that the state is of, if its token and widget still serve it. */
    private Mono<SendOrder> order(InvisibleState state, InetAddress ip) {
        return tokens.find(state.tokenAuth())
                .filter(Token::enabled)
                .zipWith(widgets.find(state.widgetId()).filter(InvisibleCall::serves))
                .map(both -> order(state, both.getT1(), both.getT2(), ip));
    }

    private static boolean serves(Widget widget) {
        return widget.settings().enabled() && widget.settings().platforms().servesMobile();
    }

    private static SendOrder order(
            InvisibleState state, Token token, Widget widget, InetAddress ip) {
        var caller =
                new Caller(widget.accountId(), token, Platform.MOBILE, ip, null, null).counted();
        return new SendOrder(
                widget,
                caller,
                identifier(state.identifier()),
                state.idempotencyKey() == null
                        ? "invisible " + state.reqId()
                        : state.idempotencyKey(),
                state.lang(),
                state.variables(),
                Visit.UNKNOWN,
                null); // a check never begins for demo credentials
    }

    private static Identifier identifier(String canonical) {
        return ((Accepted) Identifiers.parse(canonical, true, false)).identifier();
    }

    private static Mono<Outcome> over() {
        return Mono.just(
                new Outcome.Refused(
                        Problems.invalid("This verification is over. Please start again.")));
    }
}
