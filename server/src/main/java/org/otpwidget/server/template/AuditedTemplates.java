package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.otpwidget.server.audit.LatestChanges;
import org.otpwidget.server.audit.PutBack;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What people and authkeys do to templates, with its line in the audit trail. */
@Component
public class AuditedTemplates {

    /** The action of a change in the audit trail. */
    public static final String CHANGED = "template.changed";

    private static final String DELETED = "template.deleted";

    private final AccountTemplates templates;
    private final Audited audited;
    private final LatestChanges latest;
    private final JsonMapper json;

    AuditedTemplates(
            AccountTemplates templates, Audited audited, LatestChanges latest, JsonMapper json) {
        this.templates = templates;
        this.audited = audited;
        this.latest = latest;
        this.json = json;
    }

    /** Makes a template. */
    public Mono<Template> create(Author author, TemplateSettings settings) {
        return audited.change(
                        author,
                        templates.create(author.accountId(), settings),
                        made -> line("template.created", made, null, made.settings()))
                .doOnNext(templates::forget);
    }

    /** Changes a template; empty when the account has none of this id. */
    public Mono<Template> change(Author author, String id, UnaryOperator<TemplateSettings> change) {
        return audited.change(
                        author,
                        change,
                        noting -> templates.change(author.accountId(), id, noting),
                        (before, made) -> line(CHANGED, made, before, made.settings()))
                .doOnNext(templates::forget);
    }

    /** Deletes a template; empty when the account has none of this id, refused while it is used. */
    public Mono<Template> delete(Author author, String id) {
        return audited.change(
                        author,
                        templates.delete(author.accountId(), id),
                        gone -> line(DELETED, gone, gone.settings(), null))
                .doOnNext(templates::forget);
    }

    /**
     * The number in the audit trail of the change that this author made of a template just now;
     * empty when it cannot be put back exactly.
     */
    public Mono<Long> undoable(Author author, Template made) {
        return latest.undoable(
                author, made.id(), CHANGED, changes -> before(made.settings(), changes));
    }

    /** The same of a template that this author deleted just now. */
    public Mono<Long> restorable(Author author, Template gone) {
        return latest.undoable(author, gone.id(), DELETED, changes -> before(null, changes));
    }

    /**
     * Puts a template back as it was before a change or before it was deleted, under the id that it
     * had; empty when the account has, and had, none of this id.
     *
     * @param change number of the change or deletion in the audit trail
     * @throws Refused as an error signal, a conflict, when the template has been changed since
     */
    public Mono<Template> undo(Author author, String id, long change) {
        return latest.putBack(
                        author,
                        id,
                        CHANGED,
                        change,
                        templates.get(author.accountId(), id).map(Template::settings),
                        this::before,
                        door -> change(author, id, door))
                .switchIfEmpty(Mono.defer(() -> restore(author, id, change)));
    }

    private Mono<Template> restore(Author author, String id, long deletion) {
        return latest.deleted(author, id, DELETED, deletion)
                .map(
                        entry ->
                                before(null, entry.changes())
                                        .orElseThrow(LatestChanges::changedSince))
                .flatMap(settings -> restore(author, id, settings));
    }

    private Mono<Template> restore(Author author, String id, TemplateSettings settings) {
        return audited.change(
                        author,
                        templates
                                .restore(author.accountId(), id, settings)
                                .switchIfEmpty(Mono.error(LatestChanges::changedSince)),
                        made -> line("template.restored", made, null, made.settings()))
                .doOnNext(templates::forget);
    }

    private Optional<TemplateSettings> before(
            @Nullable TemplateSettings now, List<Change> changes) {
        return PutBack.of(
                tree(now),
                changes,
                TemplateForm::read,
                before -> Changes.between(tree(before), tree(now), Set.of()),
                json);
    }

    private Line line(
            String action,
            Template template,
            @Nullable TemplateSettings before,
            @Nullable TemplateSettings after) {
        return new Line(
                action,
                template.id(),
                template.settings().name(),
                Changes.between(tree(before), tree(after), Set.of()));
    }

    private JsonNode tree(@Nullable TemplateSettings settings) {
        return settings == null ? json.createObjectNode() : json.valueToTree(settings);
    }
}
