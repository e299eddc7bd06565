package org.otpwidget.server.dashboard.providers;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Changes;
import org.otpwidget.server.dashboard.Audited;
import org.otpwidget.server.dashboard.Audited.Line;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.Providers;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** What an operator does to providers, written down in the audit trail without their secrets. */
@Component
class ProviderChanges {

    private final Providers providers;
    private final Audited audited;
    private final JsonMapper json;

    ProviderChanges(Providers providers, Audited audited, JsonMapper json) {
        this.providers = providers;
        this.audited = audited;
        this.json = json;
    }

    private record Change(Provider before, Provider after) {}

    /** Adds a provider; an error signal when the form isn't fit. */
    Mono<Provider> create(Visit visit, ObjectNode body) {
        return audited.change(
                visit,
                providers.create(visit.accountId(), body),
                made -> line("provider.created", made, null, made));
    }

    /** Changes a provider by a merge patch; empty when the account has none of this id. */
    Mono<Provider> change(Visit visit, String id, ObjectNode patch) {
        return audited.change(
                        visit,
                        providers
                                .get(visit.accountId(), id)
                                .flatMap(
                                        before ->
                                                providers
                                                        .change(visit.accountId(), id, patch)
                                                        .map(after -> new Change(before, after))),
                        change ->
                                line(
                                        "provider.changed",
                                        change.after(),
                                        change.before(),
                                        change.after()))
                .map(Change::after);
    }

    /** Deletes a provider; empty when the account has none of this id. */
    Mono<Provider> delete(Visit visit, String id) {
        return audited.change(
                visit,
                providers.delete(visit.accountId(), id),
                gone -> line("provider.deleted", gone, gone, null));
    }

    private Line line(
            String action, Provider named, @Nullable Provider before, @Nullable Provider after) {
        var secrets = new HashSet<>(named.secrets().keySet());
        if (before != null) {
            secrets.addAll(before.secrets().keySet());
        }
        return new Line(
                action,
                named.id(),
                named.name(),
                Changes.between(tree(before, before), tree(after, before), Set.copyOf(secrets)));
    }

    /** Secrets are told apart by whether they are the ones of before, not by what they are. */
    private ObjectNode tree(@Nullable Provider provider, @Nullable Provider before) {
        ObjectNode tree = json.createObjectNode();
        if (provider == null) {
            return tree;
        }
        tree.put("name", provider.name());
        tree.put("kind", provider.kind());
        tree.put("channel", provider.channel().word());
        tree.put("enabled", provider.enabled());
        tree.put("position", provider.position());
        provider.countries().forEach(tree.putArray("countries")::add);
        ObjectNode settings = tree.putObject("settings");
        provider.settings().forEach(settings::put);
        provider.secrets()
                .forEach(
                        (name, secret) ->
                                settings.put(
                                        name,
                                        before == null
                                                || Objects.equals(
                                                        secret, before.secrets().get(name))));
        return tree;
    }
}
