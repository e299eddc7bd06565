package org.otpwidget.server.dashboard.providers;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.delivery.ProviderDesk;
import org.otpwidget.server.delivery.Trial;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.Objects;

/** {@code /dashboard/providers/{id}/test}: a test message, and what the vendor answered. */
@Controller
@RequestMapping("/dashboard/providers/{id}/test")
class TrialPages {

    private final Providers providers;
    private final ProviderDesk desk;

    TrialPages(Providers providers, ProviderDesk desk) {
        this.providers = providers;
        this.desk = desk;
    }

    @GetMapping
    Mono<Rendering> form(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id) {
        return found(visit, id).map(provider -> page(provider, "", null, null));
    }

    @PostMapping
    Mono<Rendering> tryOut(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return Mono.zip(found(visit, id), exchange.getFormData())
                .flatMap(
                        both ->
                                tryOut(
                                        both.getT1(),
                                        Objects.requireNonNullElse(
                                                both.getT2().getFirst("to"), "")));
    }

    private Mono<Rendering> tryOut(Provider provider, String to) {
        boolean mobile = provider.channel().isMobile();
        return switch (Identifiers.parse(to, mobile, !mobile)) {
            case Parsed.Accepted(var person) ->
                    desk.tryOut(provider, person.value())
                            .map(trial -> page(provider, to, trial, null));
            case Parsed.Rejected(var message) -> Mono.just(page(provider, to, null, message));
        };
    }

    private static Rendering page(
            Provider provider, String to, @Nullable Trial trial, @Nullable String error) {
        var page =
                Rendering.view("dashboard/providers/test")
                        .status(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("provider", provider)
                        .modelAttribute("to", to);
        if (trial != null) {
            page.modelAttribute("trial", trial);
        }
        if (error != null) {
            page.modelAttribute("error", error);
        }
        return page.build();
    }

    private Mono<Provider> found(Visit visit, String id) {
        return providers
                .get(visit.accountId(), id)
                .switchIfEmpty(Problems.notFound("provider").signal());
    }
}
