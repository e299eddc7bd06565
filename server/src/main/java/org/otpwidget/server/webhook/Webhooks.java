package org.otpwidget.server.webhook;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The webhooks of all accounts. */
@Component
public class Webhooks {

    /** How long the secret before the last rotation signs too. */
    static final Duration OVERLAP = Duration.ofDays(1);

    /** Every event is kept once for each. */
    private static final int MOST = 20;

    private final WebhookRows rows;
    private final SecretBox box;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Webhooks(
            DatabaseClient database,
            Secrets secrets,
            TransactionalOperator transaction,
            Clock clock) {
        this.rows = new WebhookRows(database, clock);
        this.box = new SecretBox(secrets);
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One webhook of an account; empty when the account has none of this id. */
    public Mono<Webhook> get(long accountId, String id) {
        return rows.get(accountId, id);
    }

    /** The account's webhooks in the order of their making. */
    public Mono<Page<Webhook>> list(long accountId, PageQuery query) {
        return rows.list(accountId, query);
    }

    /** Adds a webhook, with the secret that it signs with. */
    public Mono<NewSecret> create(long accountId, WebhookForm form) {
        var now = clock.instant();
        var secret = SigningSecret.random();
        String id = Ids.next(now);
        return rows.count(accountId)
                .filter(count -> count < MOST)
                .switchIfEmpty(
                        Problems.conflict(
                                        "There are %d webhooks already: delete one first."
                                                .formatted(MOST))
                                .signal())
                .flatMap(_ -> rows.insert(id, accountId, form, box.seal(id, secret), now))
                .map(webhook -> new NewSecret(webhook, secret.text()));
    }

    /** Changes a webhook; empty when the account has none of this id. */
    public Mono<Webhook> change(long accountId, String id, UnaryOperator<WebhookForm> change) {
        return rows.lock(accountId, id)
                .flatMap(
                        webhook ->
                                rows.update(
                                        id, change.apply(WebhookForm.of(webhook)), clock.instant()))
                .as(transaction::transactional);
    }

    /** Gives a webhook a new secret; the one before signs too for {@link #OVERLAP}. */
    public Mono<NewSecret> rotate(long accountId, String id) {
        if (!Ids.isId(id)) {
            return Mono.empty();
        }
        var now = clock.instant();
        var secret = SigningSecret.random();
        return rows.rotate(accountId, id, box.seal(id, secret), now.plus(OVERLAP), now)
                .map(webhook -> new NewSecret(webhook, secret.text()));
    }

    /** Deletes a webhook and its deliveries; answers it, or empty. */
    public Mono<Webhook> delete(long accountId, String id) {
        return Ids.isId(id) ? rows.delete(accountId, id) : Mono.empty();
    }
}
