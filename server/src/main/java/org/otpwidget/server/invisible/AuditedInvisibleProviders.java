package org.otpwidget.server.invisible;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.Set;

/** What authkeys do to the provider of invisible OTP, with its line in the audit trail. */
@Component
public class AuditedInvisibleProviders {

    private static final String NAME = "invisible OTP";

    private final InvisibleProviders providers;
    private final Audited audited;
    private final JsonMapper json;

    AuditedInvisibleProviders(InvisibleProviders providers, Audited audited, JsonMapper json) {
        this.providers = providers;
        this.audited = audited;
        this.json = json;
    }

    private record Change(Optional<InvisibleProvider> before, @Nullable InvisibleProvider after) {}

    /** Sets the account's provider; see {@link InvisibleProviders#put}. */
    public Mono<InvisibleProvider> put(Author author, ObjectNode body) {
        return audited.change(
                        author,
                        before(author)
                                .flatMap(
                                        before ->
                                                providers
                                                        .put(author.accountId(), body)
                                                        .map(after -> new Change(before, after))),
                        change -> line("invisible-provider.changed", author, change))
                .mapNotNull(Change::after)
                .doOnNext(_ -> providers.forget(author.accountId()));
    }

    /** Takes the account's provider away; empty when there is none. */
    public Mono<InvisibleProvider> delete(Author author) {
        return audited.change(
                        author,
                        providers
                                .get(author.accountId())
                                .delayUntil(_ -> providers.delete(author.accountId())),
                        gone ->
                                line(
                                        "invisible-provider.deleted",
                                        author,
                                        new Change(Optional.of(gone), null)))
                .doOnNext(_ -> providers.forget(author.accountId()));
    }

    private Mono<Optional<InvisibleProvider>> before(Author author) {
        return providers.get(author.accountId()).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private Line line(String action, Author author, Change change) {
        return new Line(
                action,
                Long.toString(author.accountId()),
                NAME,
                Changes.between(
                        tree(change.before().orElse(null)),
                        tree(change.after()),
                        Set.of("authorization")));
    }

    /** With the secret, so that a change of it is noticed; the trail shows none. */
    private ObjectNode tree(@Nullable InvisibleProvider provider) {
        if (provider == null) {
            return json.createObjectNode();
        }
        ObjectNode tree = json.valueToTree(provider);
        String authorization = provider.authorization().reveal();
        return authorization.isEmpty() ? tree : tree.put("authorization", authorization);
    }
}
