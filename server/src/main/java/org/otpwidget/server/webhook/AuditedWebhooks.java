package org.otpwidget.server.webhook;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.otpwidget.server.audit.LatestChanges;
import org.otpwidget.server.audit.PutBack;
import org.otpwidget.server.delivery.Outside;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What people and authkeys do to webhooks, with its line in the audit trail. */
@Component
public class AuditedWebhooks {

    /** The action of a change in the audit trail. */
    public static final String CHANGED = "webhook.changed";

    /** Parts of an address that may hold secrets. */
    private static final Set<String> SECRETS = Set.of("query", "path");

    private final Webhooks webhooks;
    private final WebhookDesk desk;
    private final Outside outside;
    private final Audited audited;
    private final LatestChanges latest;
    private final JsonMapper json;

    AuditedWebhooks(
            Webhooks webhooks,
            WebhookDesk desk,
            Outside outside,
            Audited audited,
            LatestChanges latest,
            JsonMapper json) {
        this.webhooks = webhooks;
        this.desk = desk;
        this.outside = outside;
        this.audited = audited;
        this.latest = latest;
        this.json = json;
    }

    /** Adds a webhook, with the secret that it signs with. */
    public Mono<NewSecret> create(Author author, WebhookForm form) {
        return audited.change(
                author,
                webhooks.create(author.accountId(), form),
                made ->
                        line(
                                "webhook.created",
                                made.webhook(),
                                null,
                                WebhookForm.of(made.webhook())));
    }

    /** Changes a webhook by a merge patch; empty when the account has none of this id. */
    public Mono<Webhook> change(Author author, String id, ObjectNode patch) {
        return change(author, id, now -> now.changed(patch, outside));
    }

    /**
     * The number in the audit trail of the change that this author made of a webhook just now;
     * empty when it cannot be put back exactly, as when the trail hides a part of its address.
     */
    public Mono<Long> undoable(Author author, Webhook made) {
        return latest.undoable(
                author, made.id(), CHANGED, changes -> before(WebhookForm.of(made), changes));
    }

    /**
     * Puts a webhook back as it was before a change; its secret stays. Empty when the account has
     * none of this id.
     *
     * @param change its number in the audit trail
     * @throws Refused as an error signal, a conflict, when the webhook has been changed since
     */
    public Mono<Webhook> undo(Author author, String id, long change) {
        return latest.putBack(
                author,
                id,
                CHANGED,
                change,
                webhooks.get(author.accountId(), id).map(WebhookForm::of),
                this::before,
                door -> change(author, id, door));
    }

    private Mono<Webhook> change(Author author, String id, UnaryOperator<WebhookForm> change) {
        return audited.change(
                author,
                change,
                noting -> webhooks.change(author.accountId(), id, noting),
                (before, made) -> line(CHANGED, made, before, WebhookForm.of(made)));
    }

    private Optional<WebhookForm> before(WebhookForm now, List<AuditEntry.Change> changes) {
        return PutBack.of(
                tree(now),
                changes,
                this::form,
                before -> Changes.between(tree(before), tree(now), SECRETS),
                json);
    }

    /** The settings of a {@link #tree}. */
    private WebhookForm form(ObjectNode tree) {
        var body = tree.deepCopy();
        String query = tree.path("query").asString("");
        body.put(
                "url",
                tree.path("url").asString("")
                        + tree.path("path").asString("")
                        + (query.isEmpty() ? "" : "?" + query));
        body.remove(SECRETS);
        return WebhookForm.read(body, outside);
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
                gone -> line("webhook.deleted", gone, WebhookForm.of(gone), null));
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
            String action,
            Webhook named,
            @Nullable WebhookForm before,
            @Nullable WebhookForm after) {
        return line(action, named, Changes.between(tree(before), tree(after), SECRETS));
    }

    private static Line line(String action, Webhook webhook, List<AuditEntry.Change> changes) {
        return new Line(action, webhook.id(), webhook.name(), changes);
    }

    /**
     * Addresses may hold secrets, so the trail tells of a path and a query only that they changed.
     */
    private ObjectNode tree(@Nullable WebhookForm webhook) {
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
