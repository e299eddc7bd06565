package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** What people and authkeys do to providers, with its line in the audit trail. */
@Component
public class AuditedProviders {

    /** The action of a change in the audit trail. */
    public static final String CHANGED = "provider.changed";

    private final Providers providers;
    private final Audited audited;
    private final JsonMapper json;

    AuditedProviders(Providers providers, Audited audited, JsonMapper json) {
        this.providers = providers;
        this.audited = audited;
        this.json = json;
    }

    /** Adds a provider; an error signal when the form isn't fit. */
    public Mono<Provider> create(Author author, ObjectNode body) {
        return audited.change(
                        author,
                        providers.create(author.accountId(), body),
                        made -> line("provider.created", made, null, made))
                .doOnNext(_ -> providers.forget());
    }

    /** Changes a provider by a merge patch; empty when the account has none of this id. */
    public Mono<Provider> change(Author author, String id, ObjectNode patch) {
        return audited.change(
                        author,
                        providers.lock(author.accountId(), id),
                        providers.change(author.accountId(), id, patch),
                        (before, after) -> line(CHANGED, after, before, after))
                .doOnNext(_ -> providers.forget());
    }

    /** Deletes a provider; empty when the account has none of this id. */
    public Mono<Provider> delete(Author author, String id) {
        return audited.change(
                        author,
                        providers.delete(author.accountId(), id),
                        gone -> line("provider.deleted", gone, gone, null))
                .doOnNext(_ -> providers.forget());
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
