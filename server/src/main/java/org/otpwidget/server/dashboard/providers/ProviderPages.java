package org.otpwidget.server.dashboard.providers;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Undo;
import org.otpwidget.server.dashboard.Undos;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.delivery.provider.AuditedProviders;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderKinds;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

/** {@code /dashboard/providers}: the vendors that messages go out with. */
@Controller
@RequestMapping("/dashboard/providers")
class ProviderPages {

    private static final String LIST = "/dashboard/providers";

    private final Providers providers;
    private final ProviderKinds kinds;
    private final AuditedProviders changes;
    private final ProviderViews views;
    private final Undos undos;
    private final Seen seen;
    private final JsonMapper json;

    ProviderPages(
            Providers providers,
            ProviderKinds kinds,
            AuditedProviders changes,
            ProviderViews views,
            Undos undos,
            Seen seen,
            JsonMapper json) {
        this.providers = providers;
        this.kinds = kinds;
        this.changes = changes;
        this.views = views;
        this.undos = undos;
        this.seen = seen;
        this.json = json;
    }

    @GetMapping
    Mono<Rendering> list(@May(Permission.SEE) Visit visit) {
        return views.list(visit.accountId());
    }

    /** First the kind, which stays; then the rest. */
    @GetMapping("/new")
    Rendering newForm(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @RequestParam(required = false) @Nullable String kind) {
        return kinds.find(kind == null ? "" : kind).map(views::blank).orElseGet(views::choice);
    }

    @PostMapping("/new")
    Mono<Rendering> create(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent -> {
                            String name = sent.getFirst("kind");
                            return kinds.find(name == null ? "" : name)
                                    .map(kind -> create(visit, kind, sent))
                                    .orElseGet(() -> Mono.just(views.choice()));
                        });
    }

    @GetMapping("/{id}")
    Mono<Rendering> edit(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id) {
        return seen.of(visit, id, AuditedProviders.CHANGED)
                .flatMap(latest -> found(visit, id).map(one -> views.stored(one, latest)));
    }

    @PostMapping("/{id}")
    Mono<Rendering> change(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return Mono.zip(found(visit, id), exchange.getFormData())
                .flatMap(both -> change(visit, both.getT1(), both.getT2()));
    }

    @PostMapping("/{id}/enabled")
    Mono<Rendering> toggle(
            @May(Permission.CHANGE_PROVIDERS) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(sent -> Undo.enabled(sent))
                .flatMap(
                        enabled ->
                                changes.change(
                                                visit,
                                                id,
                                                json.createObjectNode().put("enabled", enabled))
                                        .map(
                                                _ ->
                                                        undos.switched(
                                                                visit,
                                                                LIST,
                                                                "provider",
                                                                id,
                                                                enabled)))
                .switchIfEmpty(notFound());
    }

    @GetMapping("/{id}/delete")
    Mono<Rendering> deleteForm(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id) {
        return found(visit, id)
                .map(provider -> Go.sure("provider", provider.name(), LIST + "/" + provider.id()));
    }

    @PostMapping("/{id}/delete")
    Mono<Rendering> delete(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id) {
        return changes.delete(visit, id)
                .map(_ -> Go.to(LIST, "provider.deleted"))
                .switchIfEmpty(notFound());
    }

    private Mono<Rendering> create(
            Visit visit, ProviderKind kind, MultiValueMap<String, String> sent) {
        var plan = ProviderPlan.fresh(kind);
        return changes.create(visit, plan.read(sent).put("kind", kind.name()))
                .map(made -> Go.to(LIST + "/" + made.id() + "/test", "provider.created"))
                .onErrorResume(Refused.class, refused -> views.again(refused, plan, sent));
    }

    private Mono<Rendering> change(
            Visit visit, Provider provider, MultiValueMap<String, String> sent) {
        var plan = views.plan(provider);
        return changes.change(visit.having(sent), provider.id(), plan.patch(sent))
                .map(made -> Go.to(LIST + "/" + made.id(), "saved"))
                .onErrorResume(
                        Refused.class,
                        refused ->
                                seen.again(
                                                visit,
                                                provider.id(),
                                                AuditedProviders.CHANGED,
                                                refused,
                                                sent,
                                                errors -> plan.plan().show(sent, errors))
                                        .map(form -> views.page(plan, form, provider)));
    }

    private Mono<Provider> found(Visit visit, String id) {
        return providers.get(visit.accountId(), id).switchIfEmpty(notFound());
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> Problems.notFound("provider").refused());
    }
}
