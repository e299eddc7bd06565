package org.otpwidget.server.credential.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.credential.AuditedTokens;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.form.Created;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.MergePatch;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
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
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/tokens}: the credentials that pages and apps carry. */
@RestController
@RequestMapping("/v1/tokens")
class TokenController {

    private static final Problem NO_TOKEN = Problems.notFound("token");

    private final Tokens tokens;
    private final AuditedTokens audited;
    private final JsonMapper json;

    TokenController(Tokens tokens, AuditedTokens audited, JsonMapper json) {
        this.tokens = tokens;
        this.audited = audited;
        this.json = json;
    }

    @PostMapping
    Mono<ResponseEntity<Token>> create(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .map(TokenForm::read)
                .flatMap(form -> audited.create(admin, form))
                .map(made -> Created.at("/v1/tokens", made.id(), made));
    }

    @GetMapping
    Mono<Page<Token>> list(Administrator admin, @RequestParam MultiValueMap<String, String> query) {
        return tokens.list(admin.accountId(), PageQuery.of(query));
    }

    @GetMapping("/{id}")
    Mono<Token> get(Administrator admin, @PathVariable String id) {
        return tokens.get(admin.accountId(), id).switchIfEmpty(NO_TOKEN.signal());
    }

    @PatchMapping("/{id}")
    Mono<Token> change(
            Administrator admin,
            @PathVariable String id,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .flatMap(patch -> audited.change(admin, id, form -> patched(form, patch)))
                .switchIfEmpty(NO_TOKEN.signal());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Administrator admin, @PathVariable String id) {
        return audited.delete(admin, id).switchIfEmpty(NO_TOKEN.signal()).then();
    }

    /** {@code overlap}: seconds for which the value before works too. */
    @PostMapping("/{id}/rotate")
    Mono<Token> rotate(
            Administrator admin,
            @PathVariable String id,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body.defaultIfEmpty(json.createObjectNode()))
                .map(OverlapForm::read)
                .flatMap(overlap -> audited.rotate(admin, id, overlap))
                .switchIfEmpty(NO_TOKEN.signal());
    }

    private TokenForm patched(TokenForm form, ObjectNode patch) {
        return TokenForm.read(MergePatch.apply(json.valueToTree(form), patch));
    }
}
