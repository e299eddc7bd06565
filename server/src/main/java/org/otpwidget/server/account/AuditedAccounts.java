package org.otpwidget.server.account;

import org.otpwidget.server.account.Audited.Line;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.Set;
import java.util.function.UnaryOperator;

/** What people and authkeys do to their account, with its line in the audit trail. */
@Component
public class AuditedAccounts {

    private final Accounts accounts;
    private final Audited audited;
    private final JsonMapper json;

    AuditedAccounts(Accounts accounts, Audited audited, JsonMapper json) {
        this.accounts = accounts;
        this.audited = audited;
        this.json = json;
    }

    /** Changes the account; see {@link Accounts#change}. */
    public Mono<Account> change(Author author, UnaryOperator<AccountForm> change) {
        return audited.change(
                author,
                change,
                noting -> accounts.change(author.accountId(), noting),
                (before, made) ->
                        new Line(
                                "account.changed",
                                Long.toString(made.id()),
                                made.name(),
                                Changes.between(
                                        json.valueToTree(before),
                                        json.valueToTree(AccountForm.of(made)),
                                        Set.of())));
    }
}
