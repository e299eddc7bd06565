package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** {@code /dashboard/widgets/new}: asks for a widget step by step, and makes it at the last one. */
@Controller
@RequestMapping("/dashboard/widgets/new")
class WizardPages {

    private final WidgetChanges changes;
    private final WidgetTemplateChoices templates;
    private final JsonMapper json;

    WizardPages(WidgetChanges changes, WidgetTemplateChoices templates, JsonMapper json) {
        this.changes = changes;
        this.templates = templates;
        this.json = json;
    }

    @GetMapping
    Mono<Rendering> begin(@May(Permission.CHANGE_WIDGETS) Visit visit) {
        return templates
                .all(visit.accountId())
                .map(
                        known ->
                                page(
                                        Wizard.empty(known, visit.zone(), json)
                                                .show(WizardStep.SETTINGS)));
    }

    @PostMapping
    Mono<Rendering> answer(
            @May(Permission.CHANGE_WIDGETS) Visit visit, ServerWebExchange exchange) {
        return Mono.zip(exchange.getFormData(), templates.all(visit.accountId()))
                .flatMap(
                        both -> {
                            var sent = both.getT1();
                            return answer(
                                    visit,
                                    Wizard.of(sent, both.getT2(), visit.zone(), json),
                                    WizardStep.named(sent.getFirst("step")),
                                    sent.getFirst("go"));
                        });
    }

    private Mono<Rendering> answer(
            Visit visit, Wizard wizard, WizardStep step, @Nullable String go) {
        if ("back".equals(go)) {
            return Mono.just(page(wizard.show(step.back())));
        }
        if ("next".equals(go) && !step.isLastForm()) {
            return Mono.just(next(wizard, step));
        }
        return changes.create(visit, wizard::body)
                .map(made -> Go.to(MadePages.path(made), "widget.created"))
                .onErrorResume(
                        Refused.class,
                        refused -> Go.again(refused, errors -> again(wizard, step, errors)));
    }

    /** What is wrong further on is told there. */
    private static Rendering next(Wizard wizard, WizardStep step) {
        var mistakes = wizard.mistakes();
        return wizard.firstWrong(mistakes, step)
                .map(wrong -> page(wizard.show(wrong, mistakes)))
                .orElseGet(() -> page(wizard.show(step.next())));
    }

    private static Rendering again(Wizard wizard, WizardStep step, List<FieldError> errors) {
        return page(wizard.show(wizard.firstWrong(errors, WizardStep.DEMO).orElse(step), errors));
    }

    private static Rendering page(Wizard.View view) {
        HttpStatus status = view.form().status();
        return Rendering.view("dashboard/widgets/new")
                .status(status)
                .modelAttribute("view", view)
                .build();
    }
}
