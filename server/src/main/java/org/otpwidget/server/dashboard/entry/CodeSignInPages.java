package org.otpwidget.server.dashboard.entry;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.Next;
import org.otpwidget.server.dashboard.OfferCookie;
import org.otpwidget.server.dashboard.SessionCookie;
import org.otpwidget.server.dashboard.WidgetPage;
import org.otpwidget.server.operator.SignIn;
import org.otpwidget.server.signincode.Offer;
import org.otpwidget.server.signincode.Offers;
import org.otpwidget.server.signincode.SignInCodes;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.Objects;

/** {@code /sign-in/code}: signing in by a code of our own widget. */
@Controller
@RequestMapping("/sign-in/code")
class CodeSignInPages {

    private final Offers offers;
    private final SignInCodes codes;
    private final ClientIp clientIp;

    CodeSignInPages(Offers offers, SignInCodes codes, ClientIp clientIp) {
        this.offers = offers;
        this.codes = codes;
        this.clientIp = clientIp;
    }

    @GetMapping
    Mono<Rendering> form(
            @RequestParam(required = false) @Nullable String widget,
            @CookieValue(name = OfferCookie.NAME, required = false) @Nullable String remembered,
            @RequestParam(required = false) @Nullable String next) {
        return page(offers.find(widget, remembered), Next.of(next), "");
    }

    @PostMapping
    Mono<Rendering> take(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                codes.signIn(
                                                Objects.requireNonNullElse(
                                                        sent.getFirst(WidgetPage.TOKEN), ""),
                                                clientIp.of(request),
                                                SignInPages.agent(request))
                                        .flatMap(outcome -> answer(outcome, sent, exchange)));
    }

    private Mono<Rendering> answer(
            SignIn.Outcome outcome,
            MultiValueMap<String, String> sent,
            ServerWebExchange exchange) {
        String next = Next.of(sent.getFirst("next"));
        return switch (outcome) {
            case SignIn.Outcome.SignedIn(var opened) -> {
                exchange.getResponse()
                        .addCookie(SessionCookie.of(exchange.getRequest(), opened.token()));
                yield offers.of(opened.session().operator().accountId())
                        .doOnNext(offer -> OfferCookie.remember(exchange, offer))
                        .thenReturn(Go.to(next));
            }
            case SignIn.Outcome.Wrong _ ->
                    page(offers.find(sent.getFirst("widget"), null), next, "wrongCode");
            // Another code would cost a message, and be refused as well.
            case SignIn.Outcome.TooMany _ -> page(Mono.empty(), next, "tooMany");
        };
    }

    private static Mono<Rendering> page(Mono<Offer> offer, String next, String error) {
        return offer.map(found -> shown(found, next, error))
                .switchIfEmpty(Mono.fromSupplier(() -> shown(null, next, error)));
    }

    private static Rendering shown(@Nullable Offer offer, String next, String error) {
        return WidgetPage.of("dashboard/entry/code", offer, error)
                .modelAttribute("next", next)
                .build();
    }
}
