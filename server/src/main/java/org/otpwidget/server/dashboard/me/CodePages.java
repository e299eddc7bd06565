package org.otpwidget.server.dashboard.me;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.OfferCookie;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.WidgetPage;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.signincode.Offer;
import org.otpwidget.server.signincode.Offers;
import org.otpwidget.server.signincode.SignInCodes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.Objects;

/** {@code /dashboard/me/code}: the number or address by whose codes an operator signs in. */
@Controller
@RequestMapping("/dashboard/me/code")
class CodePages {

    private static final String OWN = "/dashboard/me/code/own";

    private final Offers offers;
    private final SignInCodes codes;

    CodePages(Offers offers, SignInCodes codes) {
        this.offers = offers;
        this.codes = codes;
    }

    @GetMapping
    Mono<Rendering> form(@May(value = Permission.SEE, proved = true) Visit visit) {
        return page(visit, "");
    }

    @PostMapping
    Mono<Rendering> add(
            @May(value = Permission.SEE, proved = true) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                codes.add(
                                        visit,
                                        visit.operator(),
                                        Objects.requireNonNullElse(
                                                sent.getFirst(WidgetPage.TOKEN), "")))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case ADDED ->
                                            offers.of(visit.accountId())
                                                    .doOnNext(
                                                            offer ->
                                                                    OfferCookie.remember(
                                                                            exchange, offer))
                                                    .thenReturn(Go.to(MePages.PAGE, "code.added"));
                                    case TAKEN -> page(visit, "taken");
                                    case REFUSED -> page(visit, "refused");
                                });
    }

    @GetMapping("/own")
    Rendering back(@May(Permission.SEE) Visit visit) {
        return Go.to(MePages.PAGE);
    }

    @GetMapping("/own/delete")
    Mono<Rendering> sure(@May(value = Permission.SEE, proved = true) Visit visit) {
        return codes.of(visit.operator())
                .map(own -> Go.sure("code", own.masked(), OWN))
                .defaultIfEmpty(Go.to(MePages.PAGE));
    }

    @PostMapping("/own/delete")
    Mono<Rendering> delete(@May(value = Permission.SEE, proved = true) Visit visit) {
        return codes.remove(visit, visit.operator())
                .map(_ -> Go.to(MePages.PAGE, "code.removed"))
                .defaultIfEmpty(Go.to(MePages.PAGE));
    }

    private Mono<Rendering> page(Visit visit, String error) {
        return offers.of(visit.accountId())
                .map(offer -> shown(offer, error))
                .switchIfEmpty(Mono.fromSupplier(() -> shown(null, error)));
    }

    private static Rendering shown(@Nullable Offer offer, String error) {
        return WidgetPage.of("dashboard/me/code", offer, error).build();
    }
}
