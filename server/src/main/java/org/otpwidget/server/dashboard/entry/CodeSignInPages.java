package org.otpwidget.server.dashboard.entry;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.Next;
import org.otpwidget.server.dashboard.SessionCookie;
import org.otpwidget.server.dashboard.WidgetPage;
import org.otpwidget.server.operator.SignIn;
import org.otpwidget.server.signincode.Offer;
import org.otpwidget.server.signincode.Offers;
import org.otpwidget.server.signincode.SignInCodes;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;

import reactor.core.publisher.Mono;

import java.util.Objects;

/**
 * {@code /sign-in/code}: signing in by a code of our own widget. Where several accounts offer it,
 * the page asks for the e-mail address first; the answer tells nobody whether it is known.
 */
@Controller
@RequestMapping("/sign-in/code")
class CodeSignInPages {

    private static final String VIEW = "dashboard/entry/code";
    private static final String WIDGET = "widget";

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
            @RequestParam(required = false) @Nullable String next) {
        return page(Objects.requireNonNullElse(widget, ""), Next.of(next), "");
    }

    @PostMapping
    Mono<Rendering> take(ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                sent.containsKey(WidgetPage.TOKEN)
                                        ? signIn(sent, exchange)
                                        : find(sent, exchange));
    }

    private Mono<Rendering> signIn(MultiValueMap<String, String> sent, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return codes.signIn(
                        text(sent, WidgetPage.TOKEN),
                        WidgetPage.host(request),
                        clientIp.of(request),
                        SignInPages.agent(request))
                .flatMap(outcome -> answer(outcome, sent, exchange));
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
                yield Mono.just(Go.to(next));
            }
            case SignIn.Outcome.Wrong _ -> page(text(sent, WIDGET), next, "wrongCode");
            case SignIn.Outcome.TooMany _ -> page(text(sent, WIDGET), next, "tooMany");
        };
    }

    /** The widget stands in the address, which is public; the e-mail address does not. */
    private Mono<Rendering> find(MultiValueMap<String, String> sent, ServerWebExchange exchange) {
        String email = text(sent, "email");
        String next = Next.of(sent.getFirst("next"));
        return offers.mayAsk(email, clientIp.of(exchange.getRequest()))
                .flatMap(
                        may ->
                                may
                                        ? offers.forEmail(email)
                                                .map(offer -> Go.to(at(offer, next)))
                                                .switchIfEmpty(page("", next, ""))
                                        : page("", next, "tooMany"));
    }

    private Mono<Rendering> page(String widget, String next, String error) {
        return offers.firstTwo()
                .flatMap(
                        two ->
                                switch (two.size()) {
                                    case 0 -> Mono.just(Go.to("/sign-in"));
                                    case 1 -> Mono.just(shown(two.getFirst(), next, error));
                                    default ->
                                            offers.byWidget(widget)
                                                    .map(offer -> shown(offer, next, error))
                                                    .switchIfEmpty(
                                                            Mono.fromSupplier(
                                                                    () ->
                                                                            shown(
                                                                                    null, next,
                                                                                    error)));
                                });
    }

    private static Rendering shown(@Nullable Offer offer, String next, String error) {
        return WidgetPage.of(VIEW, offer, error).modelAttribute("next", next).build();
    }

    private static String at(Offer offer, String next) {
        return UriComponentsBuilder.fromPath("/sign-in/code")
                .queryParam(WIDGET, "{widget}")
                .queryParam("next", "{next}")
                .encode()
                .buildAndExpand(offer.widgetId(), next)
                .toUriString();
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "");
    }
}
