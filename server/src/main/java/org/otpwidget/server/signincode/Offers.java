package org.otpwidget.server.signincode;

import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.account.SignInWidgets;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.OtherWayIn;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The widgets that operators may sign in by, as the accounts chose them. */
@Component
public class Offers implements SignInWidgets {

    private static final byte[] LABEL = "sign-in code".getBytes(StandardCharsets.UTF_8);

    private final Accounts accounts;
    private final Operators operators;
    private final Widgets widgets;
    private final OtherWayIn wayIn;
    private final FitCheck fits;
    private final Secrets secrets;

    Offers(
            Accounts accounts,
            Operators operators,
            Widgets widgets,
            OtherWayIn wayIn,
            FitCheck fits,
            Secrets secrets) {
        this.accounts = accounts;
        this.operators = operators;
        this.widgets = widgets;
        this.wayIn = wayIn;
        this.fits = fits;
        this.secrets = secrets;
    }

    @Override
    public Mono<Void> check(long accountId, String widgetId) {
        return fits.of(accountId, widgetId)
                .flatMap(
                        fit ->
                                fit instanceof Fit.No(String why)
                                        ? Mono.error(
                                                Problems.invalid(
                                                                List.of(
                                                                        new FieldError(
                                                                                "signInWidget",
                                                                                why)))
                                                        .refused())
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

    /** The first two: whether it has to be asked whose is wanted. */
    public Mono<List<Offer>> firstTwo() {
        return all().take(2).collectList();
    }

    /** What an account offers its operators. */
    public Mono<Offer> of(long accountId) {
        return accounts.get(accountId).flatMap(this::offer);
    }

    /** The offer of a widget, whichever account has chosen it. */
    public Mono<Offer> byWidget(String widgetId) {
        return widgets.find(widgetId)
                .map(Widget::accountId)
                .flatMap(this::of)
                .filter(offer -> offer.widgetId().equals(widgetId));
    }

    /** Whether somebody may ask by which widget an e-mail address gets in. */
    public Mono<Boolean> mayAsk(String typedEmail, InetAddress address) {
        return wayIn.mayAsk(typedEmail, address);
    }

    /**
     * The offer for whoever has an e-mail address. Whoever is no operator, or one of an account
     * that offers none, gets always the same one of those that there are, so that the answer tells
     * nothing.
     */
    public Mono<Offer> forEmail(String typedEmail) {
        return Mono.zip(
                        optional(
                                operators
                                        .byEmail(typedEmail)
                                        .map(Operator::accountId)
                                        .flatMap(this::of)),
                        optional(pick(Operators.canonical(typedEmail).orElse(typedEmail.strip()))))
                .flatMap(both -> Mono.justOrEmpty(both.getT1().or(both::getT2)));
    }

    /** By rank: an account that comes or goes changes few people's pick. */
    private Mono<Offer> pick(String email) {
        return accounts.withSignInWidget()
                .sort(Comparator.comparing(account -> rank(account, email)))
                .concatMap(this::offer)
                .next();
    }

    private String rank(Account account, String email) {
        KeyedHash hash =
                secrets.hash(
                        Purpose.IDENTIFIER,
                        LABEL,
                        Long.toString(account.id()).getBytes(StandardCharsets.UTF_8),
                        email.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash.bytes());
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

    private static <T> Mono<Optional<T>> optional(Mono<T> found) {
        return found.map(Optional::of).defaultIfEmpty(Optional.empty());
    }
}
