package org.otpwidget.server.delivery;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.account.KeptRows;
import org.otpwidget.server.database.Coalescer;
import org.otpwidget.server.database.JsonRows;
import org.otpwidget.server.delivery.LeasedRows.LeasedRow;
import org.otpwidget.server.widget.Channel;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The table {@code message}. */
final class Messages {

    /** Statements under way that record outcomes, and outcomes in each at most. */
    private static final int LANES = 2;

    private static final int BATCH = 500;

    /** Rows that one sweep leases of a channel, or closes, at most. */
    static final int SWEEP = 500;

    private final DatabaseClient database;
    private final LeasedRows rows;
    private final Function<Instant, Flux<Channel>> autoRetries;
    private final Coalescer<Completion, Boolean> records =
            new Coalescer<>(LANES, BATCH, this::recordAll);

    /**
     * @param autoRetries adds the messages of automatic resends that are due
     */
    Messages(
            ConnectionFactory connections,
            LeasedRows rows,
            Function<Instant, Flux<Channel>> autoRetries) {
        this.database = DatabaseClient.create(connections);
        this.rows = rows;
        this.autoRetries = autoRetries;
    }

    /**
     * Records an attempt's outcome, together with others that end at about the same time; tries
     * again for some seconds when the database is away, since an unrecorded message is sent twice.
     */
    Mono<Void> record(Completion completion) {
        return records.submit(completion)
                .retryWhen(Retry.backoff(6, Duration.ofMillis(100)))
                .then();
    }

    /**
     * Leases the rows that are due, oldest first. Rows that another node is about to lease are
     * passed over, and so are those whose code is dead and those whose providers are busy here.
     *
     * @param until the rows' new due time
     * @param busy accounts and channels to be left out
     */
    Flux<Queued> lease(Instant now, Instant until, Collection<AccountChannel> busy) {
        Short[] channels =
                Arrays.stream(Channel.values())
                        .map(channel -> (short) channel.code())
                        .toArray(Short[]::new);
        var left = List.copyOf(busy);
        return database.sql(MessageSql.LEASE)
                .bind(0, now)
                .bind(1, until)
                .bind(2, channels)
                .bind(3, SWEEP)
                .bind(4, left.stream().map(AccountChannel::accountId).toArray(Long[]::new))
                .bind(
                        5,
                        left.stream()
                                .map(one -> (short) one.channel().code())
                                .toArray(Short[]::new))
                .map(row -> rows.read(row))
                .all()
                .collectList()
                .flatMapIterable(leased -> leased)
                .concatMap(row -> usable(row, now));
    }

    /** Whether a message that waited may still be sent. */
    Mono<Boolean> isAlive(long id, Instant now) {
        return database.sql(MessageSql.IS_ALIVE)
                .bind(0, now)
                .bind(1, id)
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    private Mono<Queued> usable(LeasedRow row, Instant now) {
        return row.message() != null
                ? Mono.just(row.message())
                : record(Completion.unreadable(row.id(), now)).then(Mono.empty());
    }

    /** Adds the messages of automatic resends that are due; gives the channel of each. */
    Flux<Channel> autoRetry(Instant now) {
        return autoRetries.apply(now);
    }

    /** Makes the automatic resend due now after a message that can never arrive. */
    Mono<Void> hasten(long failed, Instant now) {
        return database.sql(MessageSql.HASTEN).bind(0, now).bind(1, failed).then();
    }

    /** Ends the rows that are due and must not be sent any more; gives the channel of each. */
    Flux<Channel> closeOver(Instant now) {
        return database.sql(MessageSql.CLOSE_OVER)
                .bind(0, now)
                .bind(1, SWEEP)
                .map(row -> Channel.ofCode(required(row, "channel", Integer.class)).orElseThrow())
                .all();
    }

    /** How long the oldest due row has been due. */
    Mono<Duration> lag(Instant now) {
        return database.sql(MessageSql.OLDEST_DUE)
                .bind(0, now)
                .map(row -> Duration.between(row.get(0, Instant.class), now))
                .one();
    }

    /** Makes rows that this node leased due at once. */
    Mono<Void> release(List<Long> ids, Instant now) {
        return database.sql(MessageSql.RELEASE)
                .bind(0, now)
                .bind(1, ids.toArray(Long[]::new))
                .then();
    }

    /**
     * Deletes some of the records that are too old, and tells how many.
     *
     * @param usual how long they are kept where the account doesn't say
     */
    Mono<Long> purge(Instant now, Duration usual) {
        return database.sql(MessageSql.PURGE)
                .bind(0, now)
                .bind(1, (double) usual.toSeconds())
                .fetch()
                .rowsUpdated();
    }

    /** How many of an account's messages are older than a time. */
    Mono<Long> count(long account, Instant before) {
        return database.sql(MessageSql.COUNT)
                .bind(0, account)
                .bind(1, Ids.firstOf(before))
                .bind(2, before)
                .bind(3, KeptRows.MOST + 1)
                .map(row -> required(row, "rows", Long.class))
                .one();
    }

    private Mono<List<Boolean>> recordAll(List<Completion> completions) {
        return database.sql(MessageSql.RECORD)
                .bind(0, JsonRows.of(completions))
                .then()
                .thenReturn(Collections.nCopies(completions.size(), true));
    }
}
