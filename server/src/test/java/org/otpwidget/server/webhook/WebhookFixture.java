package org.otpwidget.server.webhook;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.delivery.Outside;
import org.otpwidget.server.delivery.provider.ProviderConfiguration;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Webhooks of an account, events as the triggers write them, and nodes that deliver them. */
final class WebhookFixture {

    final MovableClock clock = new MovableClock();
    final Webhooks webhooks;
    final Deliveries deliveries;
    private final DatabaseClient client;
    private final long account;
    private final List<WebhookOutbox> nodes = new CopyOnWriteArrayList<>();

    WebhookFixture(TestDatabase database) {
        var secrets = new Secrets(SecretText.of(TestDatabase.SECRET), List.of());
        var connections = database.connections();
        this.client = DatabaseClient.create(connections);
        this.deliveries = new Deliveries(connections, secrets);
        this.webhooks =
                new Webhooks(
                        client,
                        secrets,
                        TransactionalOperator.create(new R2dbcTransactionManager(connections)),
                        clock);
        this.account =
                one(
                        Long.class,
                        "INSERT INTO account (name, created_at) VALUES ('Test', $1) RETURNING id",
                        clock.instant());
    }

    static Outside outside(boolean privateAllowed) {
        return new Outside(new ProviderConfiguration(privateAllowed, "https://otp.example"));
    }

    /** A server's part that delivers events. */
    WebhookOutbox node() {
        return node(true, WebhookClient.PATIENCE);
    }

    WebhookOutbox node(boolean privateAllowed, Duration patience) {
        var node =
                new WebhookOutbox(
                        deliveries,
                        new WebhookClient(outside(privateAllowed), patience, clock),
                        new Waits(new Random(1)),
                        new SimpleMeterRegistry(),
                        clock,
                        Schedulers.parallel());
        nodes.add(node);
        return node;
    }

    /** Keeps the nodes so far from taking events of the next test. */
    void stopNodes() {
        nodes.forEach(node -> node.drain(Duration.ZERO).block());
        nodes.clear();
    }

    NewSecret webhook(String url) {
        return noted(
                webhooks.create(
                        account,
                        new WebhookForm("Shop", url, EnumSet.allOf(EventType.class), true)));
    }

    NewSecret rotated(Webhook webhook) {
        return noted(webhooks.rotate(account, webhook.id()));
    }

    Webhook read(Webhook webhook) {
        return got(webhooks.get(account, webhook.id()));
    }

    /** How many days the account keeps events; null: as long as the installation. */
    void keep(@Nullable Integer days) {
        statement(
                        "UPDATE account SET keep_webhook_deliveries = " + days + " WHERE id = $1",
                        account)
                .then()
                .block();
    }

    /** An event that is due now. */
    String event(Webhook webhook) {
        return eventOf(webhook.id());
    }

    String eventOf(String webhookId) {
        String id = Ids.next(clock.instant());
        statement(
                        """
                        INSERT INTO webhook_delivery (id, webhook_id, event, body, due_at, created_at)
                        VALUES ($1, $2, 'verification.sent', '{"type":"verification.sent"}', $3, $3)
                        """,
                        id,
                        webhookId,
                        clock.instant())
                .then()
                .block();
        return id;
    }

    /** Ends an event as an attempt does that nothing follows. */
    void settle(String event) {
        statement(
                        """
                        UPDATE webhook_delivery SET status = 'failed', attempts = 1, answer = 410,
                               finished_at = created_at WHERE id = $1
                        """,
                        event)
                .then()
                .block();
    }

    /** More events like one, of the same second. */
    void copies(String event, int number) {
        statement(
                        """
                        INSERT INTO webhook_delivery (id, webhook_id, event, body, status, due_at,
                                                      created_at)
                        SELECT substr(id, 1, 8) || substr(md5(n::text), 1, 16), webhook_id, event,
                               body, status, due_at, created_at
                          FROM webhook_delivery, generate_series(1, $2) AS n WHERE id = $1
                        """,
                        event,
                        number)
                .then()
                .block();
    }

    void off(Webhook webhook) {
        statement("UPDATE webhook SET enabled = false WHERE id = $1", webhook.id()).then().block();
    }

    boolean exists(String event) {
        return one(Long.class, "SELECT count(*) FROM webhook_delivery WHERE id = $1", event) > 0;
    }

    /** Who changed what of a webhook, as the audit trail has it. */
    String trail(Webhook webhook) {
        return one(
                String.class,
                """
                SELECT concat_ws(' ', actor, action, changes #>> '{0,field}',
                                 changes #>> '{0,before}', changes #>> '{0,after}')
                  FROM audit WHERE subject = $1
                """,
                webhook.id());
    }

    /** Status, attempts and the last answer or why there was none. */
    String state(String event) {
        return one(
                String.class,
                """
                SELECT concat_ws(' ', status, attempts, coalesce(answer::text, reason))
                  FROM webhook_delivery WHERE id = $1
                """,
                event);
    }

    Instant dueAt(String event) {
        return one(Instant.class, "SELECT due_at FROM webhook_delivery WHERE id = $1", event);
    }

    /** Events of a webhook that are in a status. */
    long count(Webhook webhook, String status) {
        return one(
                Long.class,
                "SELECT count(*) FROM webhook_delivery WHERE webhook_id = $1 AND status = $2",
                webhook.id(),
                status);
    }

    static void poll(WebhookOutbox node) {
        node.poll().block();
    }

    /** Waits for what other threads bring about, for ten seconds at most. */
    static void await(Callable<Boolean> condition) {
        org.awaitility.Awaitility.await().pollInterval(5, TimeUnit.MILLISECONDS).until(condition);
    }

    private static NewSecret noted(Mono<NewSecret> step) {
        NewSecret made = got(step);
        LogWatch.secret(made.secret().reveal());
        return made;
    }

    private static <T> T got(Mono<T> step) {
        return step.blockOptional().orElseThrow();
    }

    private <T> T one(Class<T> type, String sql, Object... values) {
        return got(
                statement(sql, values).map(row -> Objects.requireNonNull(row.get(0, type))).one());
    }

    private DatabaseClient.GenericExecuteSpec statement(String sql, Object... values) {
        var statement = client.sql(sql);
        for (int i = 0; i < values.length; i++) {
            statement = statement.bind(i, values[i]);
        }
        return statement;
    }
}
