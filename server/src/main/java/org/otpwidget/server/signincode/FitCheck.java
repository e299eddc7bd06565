package org.otpwidget.server.signincode;

import org.otpwidget.server.credential.Origin;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.widget.CaptchaProvider.Kind;
import org.otpwidget.server.widget.WidgetSettings;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.Optional;

/** Tells whether a widget can run on the dashboard's own pages, and whether its codes count. */
@Component
class FitCheck {

    private final Widgets widgets;
    private final Tokens tokens;
    private final String origin;

    FitCheck(Widgets widgets, Tokens tokens, SignInCodeSettings settings) {
        this.widgets = widgets;
        this.tokens = tokens;
        this.origin = origin(settings.publicUrl());
    }

    /** Looks at a widget as it is now. */
    Mono<Fit> of(long accountId, String widgetId) {
        return widgets.get(accountId, widgetId)
                .flatMap(
                        widget ->
                                unfit(widget.settings())
                                        .<Mono<Fit>>map(why -> Mono.just(new Fit.No(why)))
                                        .orElseGet(() -> withToken(accountId, widgetId)))
                .defaultIfEmpty(new Fit.No("Choose one of this account's widgets."));
    }

    private Mono<Fit> withToken(long accountId, String widgetId) {
        return tokens.newest(accountId, origin)
                .<Fit>map(
                        token -> new Fit.Yes(new Offer(accountId, widgetId, token.value(), origin)))
                .defaultIfEmpty(
                        new Fit.No(
                                "No enabled token may be used at "
                                        + origin
                                        + ". Add this origin to a token, or make one, first."));
    }

    private static Optional<String> unfit(WidgetSettings widget) {
        if (!widget.enabled()) {
            return Optional.of("This widget is disabled. Enable it first.");
        }
        if (widget.verificationType() != VerificationType.OTP) {
            return Optional.of("This widget sends links. Choose one that sends codes.");
        }
        if (!widget.platforms().servesWeb()) {
            return Optional.of("This widget serves apps only. Choose one that serves web pages.");
        }
        return asksVendor(widget)
                ? Optional.of(
                        "This widget has a vendor's captcha, whose scripts the dashboard does not"
                                + " run. Choose one with proof of work, or without captcha.")
                : Optional.empty();
    }

    private static boolean asksVendor(WidgetSettings widget) {
        var provider = widget.captchaProvider();
        return widget.captcha() && provider != null && provider.kind() != Kind.BUILTIN;
    }

    private static String origin(String publicUrl) {
        var address = URI.create(publicUrl);
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return Origin.normalise(address.getScheme() + "://" + address.getHost() + port)
                .orElse(publicUrl);
    }
}
