package org.otpwidget.server.webhook;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.account.KeptRows;
import org.otpwidget.server.database.Coalescer;
import org.otpwidget.server.database.JsonRows;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.secret.SealBrokenException;
import org.otpwidget.server.secret.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The table {@code webhook_delivery}. */
final class Deliveries {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    /** Requests that one sweep ends at most. */
    private static final int SWEEP = 500;

    private static final int LANES = 1;
    private static final int BATCH = 500;

    /** Sorts after every id. */
    private static final String END = "g";

    private final DatabaseClient database;
    private final SecretBox box;
    private final Coalescer<Completion, Boolean> records =
            new Coalescer<>(LANES, BATCH, this::recordAll);

    Deliveries(ConnectionFactory connections, Secrets secrets) {
        this.database = DatabaseClient.create(connections);
        this.box = new SecretBox(secrets);
    }

    /**
     * Leases the events that are due. Those that another node is about to lease are passed over.
     *
     * @param until end of the lease
     * @param busy webhooks to be left out
     * @param each most of one webhook
     * @param most of all webhooks
     */
    Flux<Leased> lease(Instant now, Instant until, Collection<String> busy, int each, int most) {
        return database.sql(DeliverySql.LEASE)
                .bind(0, now)
                .bind(1, until)
                .bind(2, busy.toArray(String[]::new))
                .bind(3, each)
                .bind(4, most)
                .map(this::leased)
                .all()
                .collectList()
                .flatMapIterable(leased -> leased);
    }

    /**
     * Records an attempt, together with others that end at about the same time; tries again for
     * some seconds when the database is away, since what is not recorded is sent twice.
     */
    Mono<Void> record(Completion completion) {
        return records.submit(completion)
                .retryWhen(Retry.backoff(6, Duration.ofMillis(100)))
                .then();
    }

    /** Makes events that this node leased due at once. */
    Mono<Void> release(List<String> ids, Instant now) {
        return ids.isEmpty()
                ? Mono.empty()
                : database.sql(DeliverySql.RELEASE)
                        .bind(0, now)
                        .bind(1, ids.toArray(String[]::new))
                        .then();
    }

    /** Switches a webhook off whose server said that it is gone. */
    Mono<Void> disable(Target target, Instant now) {
        return database.sql(DeliverySql.DISABLE)
                .bind(0, now)
                .bind(1, target.webhookId())
                .bind(2, target.url().toString())
                .then();
    }

    /** Writes the events of requests whose time is over. */
    Mono<Void> expire(Instant now) {
        return database.sql(DeliverySql.EXPIRE).bind(0, now).bind(1, SWEEP).then();
    }

    /**
     * The deliveries of a webhook, newest first.
     *
     * @param status the only one wanted; empty: all
     */
    Flux<WebhookDelivery> list(String webhookId, String status, PageQuery query) {
        return database.sql(DeliverySql.LIST)
                .bind(0, webhookId)
                .bind(1, status)
                .bind(2, Objects.requireNonNullElse(query.after(), END))
                .bind(3, query.rows())
                .map(Deliveries::delivery)
                .all();
    }

    /** Makes a delivery due once more; empty when the webhook has none of this id. */
    Mono<WebhookDelivery> replay(String webhookId, String id, Instant now) {
        return database.sql(DeliverySql.REPLAY)
                .bind(0, now)
                .bind(1, webhookId)
                .bind(2, id)
                .map(Deliveries::delivery)
                .one();
    }

    /** What a webhook's events go to and are signed with; empty when there is no such webhook. */
    Mono<Target> target(String webhookId, Instant now) {
        return database.sql(
                        """
                        SELECT id AS webhook_id, url, secret,
                               CASE WHEN previous_until > $1 THEN previous_secret END
                                   AS previous_secret
                          FROM webhook WHERE id = $2
                        """)
                .bind(0, now)
                .bind(1, webhookId)
                .map(this::targetOf)
                .one();
    }

    /**
     * Deletes some of the deliveries that are too old, and tells how many.
     *
     * @param usual how long they are kept where the account doesn't say
     */
    Mono<Long> purge(Instant now, Duration usual) {
        return database.sql(DeliverySql.PURGE)
                .bind(0, now)
                .bind(1, (double) usual.toSeconds())
                .fetch()
                .rowsUpdated();
    }

    /** How many of an account's deliveries are older than a time. */
    Mono<Long> count(long account, Instant before) {
        return database.sql(DeliverySql.COUNT)
                .bind(0, account)
                .bind(1, Ids.firstOf(before))
                .bind(2, KeptRows.MOST + 1)
                .map(row -> required(row, "rows", Long.class))
                .one();
    }

    private Mono<List<Boolean>> recordAll(List<Completion> completions) {
        return database.sql(DeliverySql.RECORD)
                .bind(0, JsonRows.of(completions))
                .then()
                .thenReturn(Collections.nCopies(completions.size(), true));
    }

    private Leased leased(Readable row) {
        return new Leased(
                required(row, "id", String.class),
                targetOf(row),
                required(row, "body", String.class),
                required(row, "attempts", Integer.class),
                required(row, "due_at", Instant.class));
    }

    private Target targetOf(Readable row) {
        String id = required(row, "webhook_id", String.class);
        var secrets = new ArrayList<SigningSecret>();
        for (String column : List.of("secret", "previous_secret")) {
            byte[] sealed = row.get(column, byte[].class);
            if (sealed != null) {
                open(id, sealed, secrets);
            }
        }
        return new Target(id, URI.create(required(row, "url", String.class)), secrets);
    }

    private void open(String id, byte[] sealed, List<SigningSecret> secrets) {
        try {
            secrets.add(box.open(id, sealed));
        } catch (SealBrokenException _) {
            log.error("A secret of webhook {} cannot be opened: rotate it", id);
        }
    }

    private static WebhookDelivery delivery(Readable row) {
        String status = required(row, "status", String.class);
        return new WebhookDelivery(
                required(row, "id", String.class),
                required(row, "event", String.class),
                status,
                required(row, "attempts", Integer.class),
                status.equals("pending") ? required(row, "due_at", Instant.class) : null,
                required(row, "created_at", Instant.class),
                row.get("finished_at", Instant.class),
                row.get("answer", Integer.class),
                row.get("reason", String.class),
                required(row, "body", String.class));
    }
}
