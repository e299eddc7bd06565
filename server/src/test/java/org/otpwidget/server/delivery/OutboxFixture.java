package org.otpwidget.server.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.ProviderConfiguration;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderKinds;
import org.otpwidget.server.delivery.provider.ProviderLinks;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.template.Templates;
import org.otpwidget.server.widget.Channel;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Rows as the verification room writes them, and outboxes over them. */
final class OutboxFixture {

    static final String CODE = "482913";
    static final Duration EXPIRY = Duration.ofMinutes(10);

    final MovableClock clock = new MovableClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Secrets secrets = new Secrets(SecretText.of(TestDatabase.SECRET), List.of());
    private final TestDatabase database;
    private final DatabaseClient client;

    OutboxFixture(TestDatabase database) {
        this.database = database;
        this.client = DatabaseClient.create(database.connections());
    }

    Outbox outbox(Sender... senders) {
        return outbox(clock, Schedulers.parallel(), senders);
    }

    Outbox outbox(Clock clock, Scheduler scheduler, Sender... senders) {
        return outbox(clock, scheduler, List.of(), List.of(), senders);
    }

    /** An outbox for an account with providers, tried in this order. */
    Outbox outbox(List<ProviderKind> kinds, List<Provider> providers, Sender... senders) {
        return outbox(clock, Schedulers.parallel(), kinds, providers, senders);
    }

    /** An outbox that cannot find out an account's providers. */
    Outbox outboxFailingFor(long accountId, Sender... senders) {
        return outbox(
                clock,
                Schedulers.parallel(),
                List.of(),
                account ->
                        account == accountId
                                ? Mono.error(new IllegalStateException("no answer"))
                                : Mono.just(List.of()),
                senders);
    }

    private Outbox outbox(
            Clock clock,
            Scheduler scheduler,
            List<ProviderKind> kinds,
            List<Provider> providers,
            Sender... senders) {
        return outbox(clock, scheduler, kinds, _ -> Mono.just(providers), senders);
    }

    private Outbox outbox(
            Clock clock,
            Scheduler scheduler,
            List<ProviderKind> kinds,
            LongFunction<Mono<List<Provider>>> providers,
            Sender... senders) {
        var backoff = new Backoff(new Random(1));
        var metrics = new OutboxMetrics(registry);
        var courier = new Courier(new Templates(), messages(), backoff, metrics, clock, scheduler);
        var receipts = receipts(scheduler);
        var settings = new ProviderConfiguration(true, "https://otp.shop.example");
        var links = new ProviderLinks(new ProviderKinds(kinds), settings, clock);
        return new Outbox(
                outbox ->
                        new Stations(
                                List.of(senders), outbox::lane, links, receipts, metrics, clock),
                providers,
                courier,
                messages(),
                metrics,
                clock,
                scheduler);
    }

    Receipts receipts(Scheduler scheduler) {
        return new Receipts(database.connections(), new OutboxMetrics(registry), clock, scheduler);
    }

    Messages messages() {
        return new Messages(database.connections(), new LeasedRows(secrets), _ -> Flux.empty());
    }

    /** Commits a request and its message, leased from now on, as sending does. */
    Queued insert(Channel channel) {
        return insert(channel, channel.isMobile() ? "919999999999" : "ann@mail.example");
    }

    Queued insert(Channel channel, String recipient) {
        Instant now = clock.instant();
        String requestId = Ids.next(now);
        byte[] secret =
                secrets.seal(
                                Purpose.OUTBOX,
                                CODE.getBytes(StandardCharsets.UTF_8),
                                requestId.getBytes(StandardCharsets.UTF_8))
                        .bytes();
        sql(
                """
                INSERT INTO request (id, account_id, widget_id, platform, identifier,
                    identifier_hash, channel, code_hash, code_sealed, attempt_limit,
                    retry_limit, retry_wait, created_at, sent_at, expires_at, idempotency_hash)
                VALUES ($1, 7, 'w', 'web', $2, '', $3, '', $4, 3, 3, 30, $5, $5, $6, '')
                """,
                requestId,
                recipient,
                channel.code(),
                secret,
                now,
                now.plus(EXPIRY));
        long id =
                one(
                        Long.class,
                        """
                        INSERT INTO message (request_id, account_id, widget_id, channel, recipient,
                            lang, variables, secret, due_at, created_at, expires_at)
                        SELECT id, account_id, widget_id, channel, identifier, 'en',
                               '{"VAR1":"one"}', code_sealed, $2, created_at, expires_at
                          FROM request WHERE id = $1
                        RETURNING id
                        """,
                        requestId,
                        now.plus(Outbox.LEASE));
        return new Queued(
                id,
                requestId,
                7,
                "w",
                "Shop",
                null,
                channel,
                recipient,
                "en",
                null,
                Map.of("VAR1", "one"),
                SecretText.of(CODE),
                now.plus(EXPIRY),
                now.plus(Outbox.LEASE),
                0,
                List.of());
    }

    /** One column of a message as text. */
    String column(Queued message, String column) {
        return one(
                String.class,
                "SELECT coalesce((" + column + ")::text, '-') FROM message WHERE id = $1",
                message.id());
    }

    Instant dueAt(Queued message) {
        return one(Instant.class, "SELECT due_at FROM message WHERE id = $1", message.id());
    }

    /** Status, attempts, and whether the secret is still there. */
    String state(Queued message) {
        return column(
                message,
                "concat_ws(' ', status, attempts, CASE WHEN secret IS NOT NULL THEN 'secret' END)");
    }

    /** Statements that wait for another transaction's lock. */
    long blocked() {
        return one(
                Long.class,
                """
                SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                """);
    }

    void sql(String sql, Object... values) {
        statement(sql, values).then().block();
    }

    private <T> T one(Class<T> type, String sql, Object... values) {
        return Objects.requireNonNull(
                statement(sql, values)
                        .map(row -> Objects.requireNonNull(row.get(0, type)))
                        .one()
                        .block());
    }

    private DatabaseClient.GenericExecuteSpec statement(String sql, Object... values) {
        var statement = client.sql(sql);
        for (int i = 0; i < values.length; i++) {
            statement = statement.bind(i, values[i]);
        }
        return statement;
    }

    /** Waits for what other threads bring about, for ten seconds at most. */
    static void await(Callable<Boolean> condition) {
        org.awaitility.Awaitility.await().pollInterval(5, TimeUnit.MILLISECONDS).until(condition);
    }
}
