package org.otpwidget.server.verification.web;

import org.otpwidget.server.credential.Authkey;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyAuthentication;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.verification.Caller;
import org.otpwidget.server.verification.Platform;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings.Platforms;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/**
 * Says who calls, and whether this credential may use that widget (contract section 1, codes 201,
 * 401 and 418).
 */
@Component
final class Callers {

    /** A caller with the widget that it may use. */
    record Admitted(Caller caller, Widget widget) {}

    private final Tokens tokens;
    private final AuthkeyAuthentication authentication;
    private final Widgets widgets;

    Callers(Tokens tokens, AuthkeyAuthentication authentication, Widgets widgets) {
        this.tokens = tokens;
        this.authentication = authentication;
        this.widgets = widgets;
    }

    /** The caller of a widget call, by token or authkey; errors with {@code Refused}. */
    Mono<Admitted> admit(Call call, Platform platform) {
        String widgetId =
                call.fields().text("widgetId") == null
                        ? call.request().queryParam("widgetId").orElse("")
                        : call.fields().required("widgetId");
        if (widgetId.isBlank()) {
            return Problems.missing("widgetId").signal();
        }
        return caller(call, platform)
                .flatMap(caller -> widget(widgetId, caller))
                .doOnNext(admitted -> checkFrame(call, admitted));
    }

    /** The caller, whatever the widget. */
    Mono<Caller> caller(Call call, Platform platform) {
        String tokenAuth = call.credential("tokenAuth");
        if (tokenAuth != null) {
            return tokens.find(tokenAuth)
                    .switchIfEmpty(refuse(Problems.UNKNOWN_CREDENTIAL))
                    .flatMap(
                            token ->
                                    byToken(call, platform, token)
                                            .doOnNext(_ -> tokens.used(token)));
        }
        return call.credential("authkey") == null
                ? refuse(Problems.missing("tokenAuth"))
                : authkey(call)
                        .map(
                                key ->
                                        new Caller(
                                                key.accountId(),
                                                null,
                                                Platform.SERVER,
                                                call.ip(),
                                                null,
                                                null));
    }

    /** The authkey of a call that needs one. */
    Mono<Authkey> authkey(Call call) {
        String value = call.credential("authkey");
        return value == null
                ? refuse(Problems.missing("authkey"))
                : authentication.authenticate(value, call.ip(), Scope.VERIFY);
    }

    private Mono<Caller> byToken(Call call, Platform platform, Token token) {
        if (!token.enabled()) {
            return refuse(Problems.WRONG_CREDENTIAL);
        }
        if (!token.allowsOrigin(call.origin())) {
            return refuse(Problems.ORIGIN_NOT_ALLOWED);
        }
        tokens.used(token);
        return Mono.just(
                new Caller(
                        token.accountId(),
                        token,
                        platform,
                        call.ip(),
                        call.origin(),
                        Frames.top(call.framedBy())));
    }

    private static void checkFrame(Call call, Admitted admitted) {
        Frames.check(admitted.widget().settings(), admitted.caller().token(), call.framedBy());
    }

    private Mono<Admitted> widget(String widgetId, Caller caller) {
        return widgets.find(widgetId)
                .filter(widget -> widget.accountId() == caller.accountId())
                .switchIfEmpty(refuse(Problems.WRONG_CREDENTIAL))
                .flatMap(
                        widget ->
                                widget.settings().enabled()
                                        ? Mono.just(new Admitted(caller, widget))
                                        : refuse(Problems.WIDGET_DISABLED));
    }

    /**
     * Refuses a send that the widget's platforms exclude (contract section 1): by the path of apps
     * whoever calls, by the other one whoever has only a token.
     */
    static Admitted onServedPlatform(Admitted admitted, Platform path) {
        Platforms served = admitted.widget().settings().platforms();
        if (path == Platform.MOBILE && !served.servesMobile()) {
            throw Problems.MOBILE_NOT_ALLOWED.refused();
        }
        if (admitted.caller().platform() == Platform.WEB && !served.servesWeb()) {
            throw Problems.WEB_NOT_ALLOWED.refused();
        }
        return admitted;
    }

    private static <T> Mono<T> refuse(Problem problem) {
        return Mono.error(problem::refused);
    }
}
