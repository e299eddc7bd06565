package org.otpwidget.server.webhook;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** What people and authkeys do to webhooks, with its line in the audit trail. */
@Component
public class AuditedWebhooks {

    private final Webhooks webhooks;
    private final WebhookDesk desk;
    private final Audited audited;
    private final JsonMapper json;

    AuditedWebhooks(Webhooks webhooks, WebhookDesk desk, Audited audited, JsonMapper json) {
        this.webhooks = webhooks;
        this.desk = desk;
        this.audited = audited;
        this.json = json;
    }

    private record Change(Webhook before, Webhook after) {}

    /** Adds a webhook, with the secret that it signs with. */
    public Mono<NewSecret> create(Author author, WebhookForm form) {
        return audited.change(
                author,
                webhooks.create(author.accountId(), form),
                made -> line("webhook.created", made.webhook(), null, made.webhook()));
    }

    /** Changes a webhook by a merge patch; empty when the account has none of this id. */
    public Mono<Webhook> change(Author author, String id, ObjectNode patch) {
        return audited.change(
                        author,
                        webhooks.get(author.accountId(), id)
                                .flatMap(
                                        before ->
                                                webhooks.change(author.accountId(), id, patch)
                                                        .map(after -> new Change(before, after))),
                        change ->
                                line(
                                        "webhook.changed",
                                        change.after(),
                                        change.before(),
                                        change.after()))
                .map(Change::after);
    }

    /** Gives a webhook a new secret; see {@link Webhooks#rotate}. */
    public Mono<NewSecret> rotate(Author author, String id) {
        return audited.change(
                author,
                webhooks.rotate(author.accountId(), id),
                made -> line("webhook.rotated", made.webhook(), List.of()));
    }

    /** Deletes a webhook and its deliveries; answers it, or empty. */
    public Mono<Webhook> delete(Author author, String id) {
        return audited.change(
                author,
                webhooks.delete(author.accountId(), id),
                gone -> line("webhook.deleted", gone, gone, null));
    }

    /** Sends a delivery once more; see {@link WebhookDesk#replay}. */
    public Mono<WebhookDelivery> replay(Author author, String id, String deliveryId) {
        return webhooks.get(author.accountId(), id)
                .flatMap(
                        webhook ->
                                audited.change(
                                        author,
                                        desk.replay(author.accountId(), id, deliveryId),
                                        delivery ->
                                                line(
                                                        "webhook.replayed",
                                                        webhook,
                                                        List.of(
                                                                new AuditEntry.Change(
                                                                        "delivery",
                                                                        null,
                                                                        delivery.id())))));
    }

    private Line line(
            String action, Webhook named, @Nullable Webhook before, @Nullable Webhook after) {
        return line(
                action, named, Changes.between(tree(before), tree(after), Set.of("query", "path")));
    }

    private static Line line(String action, Webhook webhook, List<AuditEntry.Change> changes) {
        return new Line(action, webhook.id(), webhook.name(), changes);
    }

    /**
     * Addresses may hold secrets, so the trail tells of a path and a query only that they changed.
     */
    private ObjectNode tree(@Nullable Webhook webhook) {
        ObjectNode tree = json.createObjectNode();
        if (webhook == null) {
            return tree;
        }
        URI url = URI.create(webhook.url());
        tree.put("name", webhook.name());
        tree.put("url", url.getScheme() + "://" + url.getRawAuthority());
        tree.put("path", url.getRawPath());
        tree.put("query", url.getRawQuery());
        tree.put("enabled", webhook.enabled());
        webhook.events().forEach(type -> tree.withArray("events").add(type.word()));
        return tree;
    }
}
