package org.otpwidget.server.report;

import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.report.Matter.Kind;
import org.otpwidget.server.signincode.Offers;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/** Tells when the widget that operators sign in by lets nobody in. */
@Component
class SignInNeed {

    private final Accounts accounts;
    private final Offers offers;
    private final Widgets widgets;

    SignInNeed(Accounts accounts, Offers offers, Widgets widgets) {
        this.accounts = accounts;
        this.offers = offers;
        this.widgets = widgets;
    }

    /** Empty where it does let them in, or the account has chosen none. */
    Mono<Matter> of(long accountId) {
        return accounts.find(accountId)
                .filterWhen(account -> offers.obstacle(account).hasElement())
                .flatMap(this::named);
    }

    private Mono<Matter> named(Account account) {
        return Mono.justOrEmpty(account.signInWidget())
                .flatMap(
                        id ->
                                widgets.get(account.id(), id)
                                        .map(widget -> widget.settings().name())
                                        .defaultIfEmpty(id)
                                        .map(name -> Matter.of(Kind.SIGN_IN_OFF, id, name)));
    }
}
