package org.otpwidget.server.dashboard.providers;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.delivery.ProviderDesk;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderKinds;
import org.otpwidget.server.delivery.provider.ProviderLinks;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the pages of providers show. */
@Component
class ProviderViews {

    private static final PageQuery MANY = new PageQuery(100, null);

    private final Providers providers;
    private final ProviderKinds kinds;
    private final ProviderLinks links;
    private final ProviderDesk desk;
    private final JsonMapper json;

    ProviderViews(
            Providers providers,
            ProviderKinds kinds,
            ProviderLinks links,
            ProviderDesk desk,
            JsonMapper json) {
        this.providers = providers;
        this.kinds = kinds;
        this.links = links;
        this.desk = desk;
        this.json = json;
    }

    /**
     * A line of the list.
     *
     * @param label of the kind
     * @param breaker closed, open or half-open
     */
    record Row(Provider provider, String label, String breaker) {}

    /** In the order of trying, channel by channel. */
    Mono<Rendering> list(long account) {
        return providers
                .list(account, MANY)
                .map(
                        page ->
                                page.items().stream()
                                        .sorted(
                                                Comparator.comparing(Provider::channel)
                                                        .thenComparingInt(Provider::position))
                                        .map(this::row)
                                        .toList())
                .map(rows -> Go.view("dashboard/providers/list", "rows", rows));
    }

    /** Which kind it shall be. */
    Rendering choice() {
        return Go.view("dashboard/providers/kind", "kinds", kinds.all());
    }

    /** A new provider with the defaults of its kind. */
    Rendering blank(ProviderKind kind) {
        var tree = json.createObjectNode().put("name", kind.label()).put("enabled", true);
        var settings = tree.putObject("settings");
        kind.fields().stream()
                .filter(field -> field.fallback() != null)
                .forEach(field -> settings.put(field.name(), field.fallback()));
        var plan = ProviderPlan.fresh(kind);
        return page(plan, plan.plan().show(tree), null);
    }

    /**
     * A provider as it is stored, but for its secrets.
     *
     * @param latest number of its latest change
     */
    Rendering stored(Provider provider, long latest) {
        var tree =
                json.createObjectNode()
                        .put("name", provider.name())
                        .put("enabled", provider.enabled())
                        .put("position", provider.position());
        provider.countries().forEach(tree.putArray("countries")::add);
        var plan = plan(provider);
        var settings = tree.putObject("settings");
        plan.kind().fields().stream()
                .filter(field -> field.fallback() != null)
                .forEach(field -> settings.put(field.name(), field.fallback()));
        provider.settings().forEach(settings::put);
        return page(plan, plan.plan().show(tree).seeing(latest), provider);
    }

    /** The form of a new one again with what is wrong; other refusals have their own page. */
    Mono<Rendering> again(Refused refused, ProviderPlan plan, MultiValueMap<String, String> sent) {
        return Go.again(refused, errors -> page(plan, plan.plan().show(sent, errors), null));
    }

    /** The form of a provider; not found when this server no longer has its kind. */
    ProviderPlan plan(Provider provider) {
        return kinds.find(provider.kind())
                .map(kind -> ProviderPlan.fixed(kind, provider.channel()))
                .orElseThrow(() -> Problems.notFound("kind").refused());
    }

    /**
     * The form.
     *
     * @param provider null: a new one
     */
    Rendering page(ProviderPlan plan, FormView form, @Nullable Provider provider) {
        Map<String, ProviderField> settings =
                plan.kind().fields().stream()
                        .collect(
                                Collectors.toMap(
                                        field -> "settings." + field.name(), Function.identity()));
        Set<String> kept =
                provider == null
                        ? Set.of()
                        : provider.secrets().keySet().stream()
                                .map(name -> "settings." + name)
                                .collect(Collectors.toCollection(TreeSet::new));
        var page =
                Rendering.view("dashboard/providers/edit")
                        .status(form.status())
                        .modelAttribute("kind", plan.kind().name())
                        .modelAttribute("label", plan.kind().label())
                        .modelAttribute("settings", settings)
                        .modelAttribute("kept", kept)
                        .modelAttribute("form", form);
        if (provider != null) {
            page.modelAttribute("row", row(provider));
            if (plan.kind().hasWebhook()) {
                page.modelAttribute("receiptUrl", links.receiptUrl(provider.id()).toString());
            }
        }
        return page.build();
    }

    private Row row(Provider provider) {
        return new Row(
                provider,
                kinds.find(provider.kind()).map(ProviderKind::label).orElse(provider.kind()),
                desk.breaker(provider.id()));
    }
}
