package org.otpwidget.server.signincode;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.account.SignInWidgets;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;

/** The widgets that operators may sign in by, as the accounts chose them. */
@Component
public class Offers implements SignInWidgets {

    private final Accounts accounts;
    private final Widgets widgets;
    private final FitCheck fits;

    Offers(Accounts accounts, Widgets widgets, FitCheck fits) {
        this.accounts = accounts;
        this.widgets = widgets;
        this.fits = fits;
    }

    @Override
    public Mono<Void> check(long accountId, String widgetId) {
        return fits.of(accountId, widgetId)
                .flatMap(
                        fit ->
                                fit instanceof Fit.No(String why)
                                        ? Problems.invalid(
                                                        List.of(
                                                                new FieldError(
                                                                        "signInWidget", why)))
                                                .signal()
                                        : Mono.empty());
    }

    /** Why the widget that an account chose lets nobody in now; empty where it does, or none is. */
    public Mono<String> obstacle(Account account) {
        return Mono.justOrEmpty(account.signInWidget())
                .flatMap(widget -> fits.of(account.id(), widget))
                .ofType(Fit.No.class)
                .map(Fit.No::why);
    }

    /** Whether anybody at all may sign in by a code. */
    public Mono<Boolean> any() {
        return all().hasElements();
    }

    /**
     * The offer for somebody of whom nothing else is known: that of a widget that they name, or the
     * only one that there is, or that of the widget that their browser remembers. Empty when it is
     * none of these, rather than another account's: their number is not for that account to see.
     */
    public Mono<Offer> find(@Nullable String named, @Nullable String remembered) {
        return named != null
                ? byWidget(named)
                : all().take(2)
                        .collectList()
                        .flatMap(
                                two ->
                                        two.size() == 1
                                                ? Mono.just(two.getFirst())
                                                : Mono.justOrEmpty(remembered)
                                                        .flatMap(this::byWidget));
    }

    /** What an account offers its operators. */
    public Mono<Offer> of(long accountId) {
        return accounts.get(accountId).flatMap(this::offer);
    }

    /** The offer of a widget, whichever account has chosen it. */
    Mono<Offer> byWidget(String widgetId) {
        return widgets.find(widgetId)
                .map(Widget::accountId)
                .flatMap(this::of)
                .filter(offer -> offer.widgetId().equals(widgetId));
    }

    private Flux<Offer> all() {
        return accounts.withSignInWidget().concatMap(this::offer);
    }

    private Mono<Offer> offer(Account account) {
        return account.signInWidget() == null
                ? Mono.empty()
                : fits.of(account.id(), Objects.requireNonNull(account.signInWidget()))
                        .ofType(Fit.Yes.class)
                        .map(Fit.Yes::offer);
    }
}
