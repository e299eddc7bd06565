package org.otpwidget.server.account;

import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.otpwidget.server.audit.LatestChanges;
import org.otpwidget.server.audit.PutBack;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What people and authkeys do to their account, with its line in the audit trail. */
@Component
public class AuditedAccounts {

    /** The action of a change in the audit trail. */
    public static final String CHANGED = "account.changed";

    private final Accounts accounts;
    private final SignInWidgets signInWidgets;
    private final Audited audited;
    private final LatestChanges latest;
    private final JsonMapper json;

    AuditedAccounts(
            Accounts accounts,
            SignInWidgets signInWidgets,
            Audited audited,
            LatestChanges latest,
            JsonMapper json) {
        this.accounts = accounts;
        this.signInWidgets = signInWidgets;
        this.audited = audited;
        this.latest = latest;
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
                                CHANGED,
                                Long.toString(made.id()),
                                made.name(),
                                between(before, AccountForm.of(made))));
    }

    /**
     * The number in the audit trail of the change that this author made of the account just now;
     * empty when it cannot be put back exactly.
     */
    public Mono<Long> undoable(Author author, Account made) {
        return latest.undoable(
                author,
                Long.toString(made.id()),
                CHANGED,
                changes -> before(AccountForm.of(made), changes));
    }

    /**
     * What the account was before a change; nothing is changed.
     *
     * @param change its number in the audit trail
     * @throws Refused as an error signal, a conflict, when the account has been changed since
     */
    public Mono<AccountForm> before(Author author, long change) {
        return accounts.get(author.accountId())
                .flatMap(
                        now ->
                                latest.still(author, Long.toString(now.id()), CHANGED, change)
                                        .map(
                                                entry ->
                                                        before(AccountForm.of(now), entry.changes())
                                                                .orElseThrow(
                                                                        LatestChanges
                                                                                ::changedSince)));
    }

    /**
     * Puts the account back as it was before a change.
     *
     * @param change its number in the audit trail
     * @throws Refused as an error signal: a conflict when the account has been changed since, or
     *     with what is wrong now about how it was
     */
    public Mono<Account> undo(Author author, long change) {
        return latest.putBack(
                author,
                Long.toString(author.accountId()),
                CHANGED,
                change,
                accounts.get(author.accountId()).map(AccountForm::of),
                this::before,
                door -> change(author, door));
    }

    private Optional<AccountForm> before(AccountForm now, List<Change> changes) {
        return PutBack.of(
                json.valueToTree(now),
                changes,
                AccountForm::read,
                before -> between(before, now),
                json);
    }

    private List<Change> between(AccountForm before, AccountForm after) {
        return Changes.between(json.valueToTree(before), json.valueToTree(after), Set.of());
    }

    private Mono<Void> check(Account before, Account made) {
        String widget = made.signInWidget();
        return widget == null || widget.equals(before.signInWidget())
                ? Mono.empty()
                : signInWidgets.check(made.id(), widget);
    }
}
