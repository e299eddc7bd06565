package org.otpwidget.server.invisible.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.invisible.AuditedInvisibleProviders;
import org.otpwidget.server.invisible.InvisibleProviders;
import org.otpwidget.server.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

/** {@code /v1/invisible-provider}: who tells an account that a phone has a number. */
@RestController
@RequestMapping("/v1/invisible-provider")
class InvisibleProviderController {

    private final InvisibleProviders providers;
    private final AuditedInvisibleProviders audited;

    InvisibleProviderController(InvisibleProviders providers, AuditedInvisibleProviders audited) {
        this.providers = providers;
        this.audited = audited;
    }

    @GetMapping
    Mono<InvisibleProviderView> get(Administrator admin) {
        return providers
                .get(admin.accountId())
                .map(InvisibleProviderView::of)
                .switchIfEmpty(Problems.notFound("invisible provider").signal());
    }

    @PutMapping
    Mono<InvisibleProviderView> put(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .flatMap(form -> audited.put(admin, form))
                .map(InvisibleProviderView::of);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Administrator admin) {
        return audited.delete(admin)
                .switchIfEmpty(Problems.notFound("invisible provider").signal())
                .then();
    }
}
