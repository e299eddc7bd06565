package org.otpwidget.server.dashboard.templates;

import org.otpwidget.server.account.Changes;
import org.otpwidget.server.dashboard.Audited;
import org.otpwidget.server.dashboard.Audited.Line;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.template.TemplateSettings;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** What an operator does to templates, written down in the audit trail. */
@Component
class TemplateChanges {

    private final AccountTemplates templates;
    private final Audited audited;
    private final JsonMapper json;

    TemplateChanges(AccountTemplates templates, Audited audited, JsonMapper json) {
        this.templates = templates;
        this.audited = audited;
        this.json = json;
    }

    /** Makes a template; an error signal when the draft isn't fit. */
    Mono<Template> create(Visit visit, TemplateDraft draft) {
        return Mono.fromSupplier(() -> TemplateForm.read(draft.settings()))
                .flatMap(
                        settings ->
                                audited.change(
                                        visit,
                                        templates.create(visit.accountId(), settings),
                                        made ->
                                                line(
                                                        "template.created",
                                                        made,
                                                        none(),
                                                        tree(made.settings()))));
    }

    /** Puts the draft in a template's place; empty when the account has none of this id. */
    Mono<Template> change(Visit visit, String id, TemplateDraft draft) {
        var before = new AtomicReference<>(none());
        return audited.change(
                visit,
                templates.change(
                        visit.accountId(),
                        id,
                        settings -> {
                            before.set(tree(settings));
                            return TemplateForm.read(draft.settings());
                        }),
                made -> line("template.changed", made, before.get(), tree(made.settings())));
    }

    /** Deletes a template; refused while a widget uses it. */
    Mono<Template> delete(Visit visit, String id) {
        return audited.change(
                visit,
                templates.delete(visit.accountId(), id),
                gone -> line("template.deleted", gone, tree(gone.settings()), none()));
    }

    private static Line line(String action, Template template, JsonNode before, JsonNode after) {
        return new Line(
                action,
                template.id(),
                template.settings().name(),
                Changes.between(before, after, Set.of()));
    }

    private JsonNode tree(TemplateSettings settings) {
        return json.valueToTree(settings);
    }

    private JsonNode none() {
        return json.createObjectNode();
    }
}
