package org.otpwidget.server.credential.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.credential.AuditedAuthkeys;
import org.otpwidget.server.credential.Authkey;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.Authkeys;
import org.otpwidget.server.credential.NewAuthkey;
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

/** {@code /v1/authkeys}: the credentials of the customer's own servers. */
@RestController
@RequestMapping("/v1/authkeys")
class AuthkeyController {

    private static final Problem NO_AUTHKEY = Problems.notFound("authkey");

    private final Authkeys authkeys;
    private final AuditedAuthkeys audited;
    private final JsonMapper json;

    AuthkeyController(Authkeys authkeys, AuditedAuthkeys audited, JsonMapper json) {
        this.authkeys = authkeys;
        this.audited = audited;
        this.json = json;
    }

    @PostMapping
    Mono<ResponseEntity<NewAuthkey>> create(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .map(AuthkeyForm::read)
                .flatMap(form -> audited.create(admin, form))
                .map(AuthkeyController::created);
    }

    @GetMapping
    Mono<Page<Authkey>> list(
            Administrator admin, @RequestParam MultiValueMap<String, String> query) {
        return authkeys.list(admin.accountId(), PageQuery.of(query));
    }

    @GetMapping("/{id}")
    Mono<Authkey> get(Administrator admin, @PathVariable String id) {
        return authkeys.get(admin.accountId(), id).switchIfEmpty(NO_AUTHKEY.signal());
    }

    @PatchMapping("/{id}")
    Mono<Authkey> change(
            Administrator admin,
            @PathVariable String id,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .flatMap(patch -> audited.change(admin, id, form -> patched(form, patch)))
                .switchIfEmpty(NO_AUTHKEY.signal());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Administrator admin, @PathVariable String id) {
        return audited.delete(admin, id).switchIfEmpty(NO_AUTHKEY.signal()).then();
    }

    @PostMapping("/{id}/rotate")
    Mono<ResponseEntity<NewAuthkey>> rotate(
            Administrator admin,
            @PathVariable String id,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body.defaultIfEmpty(json.createObjectNode()))
                .map(OverlapForm::read)
                .flatMap(overlap -> audited.rotate(admin, id, overlap))
                .switchIfEmpty(NO_AUTHKEY.signal())
                .map(AuthkeyController::created);
    }

    private AuthkeyForm patched(AuthkeyForm form, ObjectNode patch) {
        return AuthkeyForm.read(MergePatch.apply(json.valueToTree(form), patch));
    }

    private static ResponseEntity<NewAuthkey> created(NewAuthkey made) {
        return Created.at("/v1/authkeys", made.authkey().id(), made);
    }
}
