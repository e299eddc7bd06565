package org.otpwidget.server.account;

import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.Set;
import java.util.function.UnaryOperator;

/** What people and authkeys do to their account, with its line in the audit trail. */
@Component
public class AuditedAccounts {

    private final Accounts accounts;
    private final SignInWidgets signInWidgets;
    private final Audited audited;
    private final JsonMapper json;

    AuditedAccounts(
            Accounts accounts, SignInWidgets signInWidgets, Audited audited, JsonMapper json) {
        this.accounts = accounts;
        this.signInWidgets = signInWidgets;
        this.audited = audited;
        this.json = json;
    }

    /**
     * Changes the account; see {@link Accounts#change}. The widget to sign in by is checked where
     * the change names it anew, so that what became of an older choice stops no other change.
     */
    public Mono<Account> change(Author author, UnaryOperator<AccountForm> change) {
        return accounts.get(author.accountId()).flatMap(now -> change(author, now, change));
    }

    private Mono<Account> change(Author author, Account now, UnaryOperator<AccountForm> change) {
        return audited.change(
                author,
                change,
                noting ->
                        accounts.change(author.accountId(), noting)
                                .delayUntil(made -> check(now, made)),
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

    private Mono<Void> check(Account before, Account made) {
        String widget = made.signInWidget();
        return widget == null || widget.equals(before.signInWidget())
                ? Mono.empty()
                : signInWidgets.check(made.id(), widget);
    }
}
