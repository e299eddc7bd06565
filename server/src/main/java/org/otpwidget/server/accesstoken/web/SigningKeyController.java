package org.otpwidget.server.accesstoken.web;

import org.otpwidget.server.accesstoken.AuditedSigningKeys;
import org.otpwidget.server.accesstoken.KeyStatus;
import org.otpwidget.server.accesstoken.SigningKeys;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/signing-keys}: the keys that sign the access tokens of this installation. */
@RestController
@RequestMapping("/v1/signing-keys")
class SigningKeyController {

    private static final Problem NOT_THE_OPERATOR =
            Problems.SCOPE_MISSING.withHelp(
                    "The keys are everybody's: rotate them with an admin authkey of the first"
                            + " account, which is the operator's.");

    private final SigningKeys keys;
    private final AuditedSigningKeys audited;
    private final Accounts accounts;

    SigningKeyController(SigningKeys keys, AuditedSigningKeys audited, Accounts accounts) {
        this.keys = keys;
        this.audited = audited;
        this.accounts = accounts;
    }

    /** All keys that there ever were, newest first; rotations are rare, so one page holds them. */
    @GetMapping
    Mono<Page<KeyStatus>> list(Administrator admin) {
        return keys.list().collectList().map(all -> new Page<>(all, null));
    }

    /**
     * Makes the next key, which signs once it has been published for a while; {@code
     * {"immediately": true}}, for a key that may have leaked, ends all other keys and their tokens
     * at once. Answers with the list. For the operator's account only, which is the first.
     */
    @PostMapping("/rotate")
    Mono<Page<KeyStatus>> rotate(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return requireOperator(admin)
                .then(Form.object(body.defaultIfEmpty(JsonNodeFactory.instance.objectNode())))
                .map(SigningKeyController::immediately)
                .flatMap(immediately -> audited.rotate(admin, immediately))
                .then(list(admin));
    }

    private Mono<Void> requireOperator(Administrator admin) {
        return accounts.first()
                .filter(first -> first.id() == admin.accountId())
                .switchIfEmpty(Mono.error(NOT_THE_OPERATOR::refused))
                .then();
    }

    private static boolean immediately(ObjectNode body) {
        var form = Form.of(body);
        boolean immediately = form.flag("immediately", false);
        form.check();
        return immediately;
    }
}
