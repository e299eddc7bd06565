package org.otpwidget.server.template.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.form.Created;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.AuditedTemplates;
import org.otpwidget.server.template.Preview;
import org.otpwidget.server.template.PreviewForm;
import org.otpwidget.server.template.Previews;
import org.otpwidget.server.template.TemplateForm;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/templates}: what messages say. */
@RestController
@RequestMapping("/v1/templates")
class TemplateController {

    private static final Problem NO_TEMPLATE = Problems.notFound("template");

    private final AccountTemplates templates;
    private final AuditedTemplates audited;
    private final Previews previews;
    private final JsonMapper json;

    TemplateController(
            AccountTemplates templates,
            AuditedTemplates audited,
            Previews previews,
            JsonMapper json) {
        this.templates = templates;
        this.audited = audited;
        this.previews = previews;
        this.json = json;
    }

    @PostMapping
    Mono<ResponseEntity<TemplateView>> create(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .map(TemplateForm::read)
                .flatMap(settings -> audited.create(admin, settings))
                .map(TemplateView::of)
                .map(made -> Created.at("/v1/templates", made.id(), made));
    }

    @GetMapping
    Mono<Page<TemplateView>> list(
            Administrator admin, @RequestParam MultiValueMap<String, String> query) {
        return templates
                .list(admin.accountId(), PageQuery.of(query))
                .map(page -> page.map(TemplateView::of));
    }

    @GetMapping("/{id}")
    Mono<TemplateView> get(Administrator admin, @PathVariable String id) {
        return templates
                .get(admin.accountId(), id)
                .map(TemplateView::of)
                .switchIfEmpty(NO_TEMPLATE.signal());
    }

    @PatchMapping("/{id}")
    Mono<TemplateView> change(
            Administrator admin,
            @PathVariable String id,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .flatMap(
                        patch ->
                                audited.change(
                                        admin,
                                        id,
                                        settings ->
                                                TemplateForm.change(
                                                        json.valueToTree(settings), patch)))
                .map(TemplateView::of)
                .switchIfEmpty(NO_TEMPLATE.signal());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Administrator admin, @PathVariable String id) {
        return audited.delete(admin, id).switchIfEmpty(NO_TEMPLATE.signal()).then();
    }

    @PostMapping("/preview")
    Mono<Preview> preview(Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .map(PreviewForm::read)
                .flatMap(form -> previews.of(admin.accountId(), form))
                .switchIfEmpty(NO_TEMPLATE.signal());
    }
}
