package org.otpwidget.server.account.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.AccountForm;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.account.AuditedAccounts;
import org.otpwidget.server.account.Keeping;
import org.otpwidget.server.account.Kept;
import org.otpwidget.server.account.Retention;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.MergePatch;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/** {@code /v1/account}: what holds for the account as a whole. */
@RestController
@RequestMapping("/v1/account")
class AccountController {

    private final Accounts accounts;
    private final AuditedAccounts audited;
    private final Keeping keeping;
    private final JsonMapper json;

    AccountController(
            Accounts accounts, AuditedAccounts audited, Keeping keeping, JsonMapper json) {
        this.accounts = accounts;
        this.audited = audited;
        this.keeping = keeping;
        this.json = json;
    }

    /** An account as the API shows it. */
    record View(
            String name,
            String timeZone,
            @Nullable String language,
            Retention retention,
            @Nullable String signInWidget,
            Instant createdAt) {

        static View of(Account account) {
            return new View(
                    account.name(),
                    account.timeZone().getId(),
                    account.language(),
                    account.retention(),
                    account.signInWidget(),
                    account.createdAt());
        }
    }

    /** What is kept, by kind. */
    record KeptView(List<Kept> kinds) {}

    @GetMapping
    Mono<View> get(Administrator admin) {
        return accounts.get(admin.accountId()).map(View::of);
    }

    @PatchMapping
    Mono<View> change(Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .flatMap(patch -> audited.change(admin, form -> patched(form, patch)))
                .map(View::of);
    }

    @GetMapping("/kept")
    Mono<KeptView> kept(Administrator admin) {
        return accounts.get(admin.accountId())
                .flatMap(account -> keeping.look(account.id(), account.retention()))
                .map(KeptView::new);
    }

    /** What a change would delete: the same body as for the change, and nothing happens. */
    @PostMapping("/kept")
    Mono<KeptView> preview(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Mono.zip(Form.object(body), accounts.get(admin.accountId()))
                .map(both -> patched(AccountForm.of(both.getT2()), both.getT1()))
                .flatMap(form -> keeping.look(admin.accountId(), form.retention()))
                .map(KeptView::new);
    }

    private AccountForm patched(AccountForm form, ObjectNode patch) {
        return AccountForm.read(MergePatch.apply(json.valueToTree(form), patch));
    }
}
