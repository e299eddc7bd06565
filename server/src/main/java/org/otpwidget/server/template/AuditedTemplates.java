package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Audited;
import org.otpwidget.server.account.Audited.Line;
import org.otpwidget.server.account.Author;
import org.otpwidget.server.account.Changes;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Set;
import java.util.function.UnaryOperator;

/** What people and authkeys do to templates, with its line in the audit trail. */
@Component
public class AuditedTemplates {

    private final AccountTemplates templates;
    private final Audited audited;
    private final JsonMapper json;

    AuditedTemplates(AccountTemplates templates, Audited audited, JsonMapper json) {
        this.templates = templates;
        this.audited = audited;
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
                        (before, made) -> line("template.changed", made, before, made.settings()))
                .doOnNext(templates::forget);
    }

    /** Deletes a template; empty when the account has none of this id, refused while it is used. */
    public Mono<Template> delete(Author author, String id) {
        return audited.change(
                        author,
                        templates.delete(author.accountId(), id),
                        gone -> line("template.deleted", gone, gone.settings(), null))
                .doOnNext(templates::forget);
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
