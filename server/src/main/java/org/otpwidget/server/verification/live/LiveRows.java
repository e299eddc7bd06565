package org.otpwidget.server.verification.live;

import org.otpwidget.server.database.Coalescer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Optional;

/** Reads requests that are looked at; calls that come together share a statement. */
@Component
final class LiveRows {

    private static final int LANES = 2;
    private static final int BATCH = 128;

    /** $1: ids; $2: the widget that each has to be of. */
    private static final String READ =
            """
            SELECT r.id, r.widget_id, r.identifier, r.expires_at,
                   CASE WHEN r.voided_at IS NOT NULL THEN 'VOIDED'
                        WHEN r.confirmed_at IS NOT NULL THEN 'CONFIRMED'
                        WHEN r.verified_at IS NOT NULL THEN 'VERIFIED'
                        ELSE 'PENDING' END AS status,
                   coalesce(r.opened_by_scanner, false) AS opened_by_scanner,
                   r.confirmed_at IS NOT NULL AND r.browser_hash IS NOT NULL AS redirected,
                   r.retry_limit - r.retries AS retries_left,
                   coalesce((SELECT jsonb_agg(jsonb_build_object(
                               'channel', m.channel, 'status', m.status, 'attempts', m.attempts,
                               'created_at', m.created_at, 'sent_at', m.sent_at,
                               'finished_at', m.finished_at, 'cause', m.cause) ORDER BY m.id)
                               FROM message m WHERE m.account_id = r.account_id
                                                AND m.request_id = r.id), '[]')::text AS messages
              FROM request r
              JOIN unnest($1::text[], $2::text[]) AS asked(id, widget)
                ON r.id = asked.id AND r.widget_id = asked.widget
            """;

    /** The same; in the order of their ids, as all who lock several do. */
    private static final String WATCH =
            """
            UPDATE request SET watched_until = expires_at
             WHERE id IN (SELECT r.id FROM request r
                            JOIN unnest($1::text[], $2::text[]) AS asked(id, widget)
                              ON r.id = asked.id AND r.widget_id = asked.widget
                           WHERE r.watched_until IS DISTINCT FROM r.expires_at
                           ORDER BY r.id FOR NO KEY UPDATE OF r)
            """;

    private final DatabaseClient database;
    private final Coalescer<LiveKey, Optional<LiveRow>> reads =
            new Coalescer<>(LANES, BATCH, this::readAll);
    private final Coalescer<LiveKey, Optional<LiveRow>> watches =
            new Coalescer<>(LANES, BATCH, this::watchAll);

    LiveRows(DatabaseClient database) {
        this.database = database;
    }

    /** The request as it is now; empty when the widget has none of this id. */
    Mono<LiveRow> read(LiveKey key) {
        return reads.submit(key).flatMap(Mono::justOrEmpty);
    }

    /** Has changes of a request announced from now on, and reads it. */
    Mono<LiveRow> watch(LiveKey key) {
        return watches.submit(key).flatMap(Mono::justOrEmpty);
    }

    private Mono<List<Optional<LiveRow>>> watchAll(List<LiveKey> keys) {
        return of(WATCH, keys).then().then(readAll(keys));
    }

    private Mono<List<Optional<LiveRow>>> readAll(List<LiveKey> keys) {
        return of(READ, keys)
                .map(LiveRow::of)
                .all()
                .collectMap(LiveRow::key)
                .map(
                        found ->
                                keys.stream()
                                        .map(key -> Optional.ofNullable(found.get(key)))
                                        .toList());
    }

    private GenericExecuteSpec of(String sql, List<LiveKey> keys) {
        return database.sql(sql)
                .bind(0, keys.stream().map(LiveKey::id).toArray(String[]::new))
                .bind(1, keys.stream().map(LiveKey::widget).toArray(String[]::new));
    }
}
