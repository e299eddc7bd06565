package org.otpwidget.server.delivery.inbox;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.database.Coalescer;
import org.otpwidget.server.database.JsonRows;
import org.otpwidget.server.database.Purge;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.Channel;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** The table {@code inbox_message}: what is in a message is sealed, who gets it is not. */
final class Inbox {

    /** Messages that a look into the inbox shows at most. */
    static final int LIMIT = 100;

    /** Messages that are kept at most, and how long. */
    private static final int MOST = 1000;

    private static final Duration RETENTION = Duration.ofDays(7);

    private static final int LANES = 2;
    private static final int BATCH = 500;

    private final DatabaseClient database;
    private final InboxSeal seal;
    private final Clock clock;
    private final Coalescer<Row, Boolean> inserts = new Coalescer<>(LANES, BATCH, this::insert);
    private final Sinks.Many<Boolean> changes = Sinks.many().multicast().directBestEffort();

    Inbox(ConnectionFactory connections, Secrets secrets, Clock clock) {
        this.database = DatabaseClient.create(connections);
        this.seal = new InboxSeal(secrets);
        this.clock = clock;
    }

    /**
     * Keeps a message; those that come together share a statement. One whose request was erased in
     * the meantime is dropped.
     */
    Mono<Void> keep(Channel channel, Message message) {
        return inserts.submit(
                        new Row(
                                message.recipient(),
                                channel.code(),
                                message.requestId(),
                                message.id() == 0,
                                Base64.getEncoder().encodeToString(seal.close(message)),
                                clock.instant()))
                .then();
    }

    /**
     * The newest messages, newest first.
     *
     * @param to canonical recipient, or null for all
     */
    Flux<InboxMessage> newest(@Nullable String to) {
        String columns = "SELECT id, recipient, channel, request_id, content, created_at";
        String order = " ORDER BY id DESC LIMIT " + LIMIT;
        var query =
                to == null
                        ? database.sql(columns + " FROM inbox_message" + order)
                        : database.sql(columns + " FROM inbox_message WHERE recipient = $1" + order)
                                .bind(0, to);
        return query.map(row -> read(row)).all();
    }

    /** One message; empty when there is none. */
    Mono<InboxMessage> find(long id) {
        return database.sql(
                        """
                        SELECT id, recipient, channel, request_id, content, created_at
                          FROM inbox_message WHERE id = $1
                        """)
                .bind(0, id)
                .map(row -> read(row))
                .one();
    }

    /** The id of the newest message, on whichever node it came; 0 when there is none. */
    Mono<Long> newestId() {
        return database.sql("SELECT coalesce(max(id), 0) AS id FROM inbox_message")
                .map(row -> required(row, "id", Long.class))
                .one();
    }

    /**
     * Forgets messages.
     *
     * @param to canonical recipient, or null for all
     */
    Mono<Void> clear(@Nullable String to) {
        String all = "DELETE FROM inbox_message";
        var statement =
                to == null
                        ? database.sql(all)
                        : database.sql(all + " WHERE recipient = $1").bind(0, to);
        return statement.then().doOnSuccess(_ -> changed());
    }

    /** Deletes some of the messages that are old, or that too many newer ones follow. */
    Mono<Long> purge() {
        return database.sql(
                        """
                        WITH oldest AS MATERIALIZED (
                            SELECT id FROM inbox_message ORDER BY id LIMIT %d),
                        over AS (
                            SELECT m.id FROM inbox_message m JOIN oldest USING (id)
                             WHERE m.created_at < $1
                                OR m.id < (SELECT min(id)
                                             FROM (SELECT id FROM inbox_message
                                                    ORDER BY id DESC LIMIT %d) AS newest)
                               FOR UPDATE OF m SKIP LOCKED)
                        DELETE FROM inbox_message m USING over WHERE m.id = over.id
                        """
                                .formatted(Purge.BATCH, MOST))
                .bind(0, clock.instant().minus(RETENTION))
                .fetch()
                .rowsUpdated();
    }

    /** Signals that something came or went on this node. */
    Flux<Boolean> changes() {
        return changes.asFlux();
    }

    private Mono<List<Boolean>> insert(List<Row> rows) {
        return database.sql(
                        """
                        WITH item AS MATERIALIZED (
                            SELECT * FROM jsonb_to_recordset($1::jsonb) AS d(
                                   recipient text, channel smallint, request_id text,
                                   of_its_own boolean, content text, created_at timestamptz)),
                        asked AS MATERIALIZED (
                            SELECT id, account_id FROM request
                             WHERE id IN (SELECT request_id FROM item) FOR KEY SHARE)
                        INSERT INTO inbox_message
                               (account_id, recipient, channel, request_id, content, created_at)
                        SELECT asked.account_id, recipient, channel, request_id,
                               decode(content, 'base64'), created_at
                          FROM item LEFT JOIN asked ON asked.id = item.request_id
                         WHERE of_its_own OR asked.id IS NOT NULL
                        """)
                .bind(0, JsonRows.of(rows))
                .then()
                .doOnSuccess(_ -> changed())
                .thenReturn(Collections.nCopies(rows.size(), true));
    }

    private void changed() {
        var _ = changes.tryEmitNext(true);
    }

    private InboxMessage read(Readable row) {
        String reqId = required(row, "request_id", String.class);
        var content = seal.open(required(row, "content", byte[].class), reqId);
        return new InboxMessage(
                Long.toString(required(row, "id", Long.class)),
                Channel.ofCode(required(row, "channel", Integer.class)).orElseThrow(),
                required(row, "recipient", String.class),
                content.from(),
                content.lang(),
                content.subject(),
                content.text(),
                content.html(),
                content.code(),
                required(row, "created_at", Instant.class),
                reqId);
    }

    /**
     * A row to insert; the components are named as the columns are, the content in Base64.
     *
     * @param ofItsOwn whether no request stands behind it
     */
    private record Row(
            String recipient,
            int channel,
            String requestId,
            boolean ofItsOwn,
            String content,
            Instant createdAt) {}
}
