package org.otpwidget.server.report;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.delivery.ProviderDesk;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.report.Matter.Kind;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells what needs attention, by rules that can be said in a sentence each. It looks at the last
 * day, and at the state of things now; breakers are those of this node.
 */
@Component
public class Attention {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofDays(14);

    /** So many refusals, and one in so many, say that a provider refuses. */
    static final long REFUSALS = 5;

    static final long ONE_IN = 5;

    /** So many events in a row that a webhook didn't take. */
    static final long EVENTS = 5;

    private final DatabaseClient database;
    private final WidgetNeeds widgets;
    private final Days days;
    private final Providers providers;
    private final ProviderDesk desk;
    private final Clock clock;

    Attention(
            DatabaseClient database,
            WidgetNeeds widgets,
            Days days,
            Providers providers,
            ProviderDesk desk,
            Clock clock) {
        this.database = database;
        this.widgets = widgets;
        this.days = days;
        this.providers = providers;
        this.desk = desk;
        this.clock = clock;
    }

    /** All of an account, what turns visitors away first. */
    public Mono<List<Matter>> of(long accountId) {
        var now = clock.instant();
        return Flux.mergeSequential(
                        down(accountId),
                        widgets.unserved(accountId),
                        widgets.unusable(accountId),
                        refusing(accountId, now),
                        days.traffic(accountId, now).flatMapIterable(Traffic::matters),
                        webhooks(accountId, now),
                        authkeys(accountId, now))
                .collectList();
    }

    private Flux<Matter> down(long accountId) {
        return providers
                .enabled(accountId)
                .flatMapIterable(all -> all)
                .filter(provider -> !desk.breaker(provider.id()).equals("closed"))
                .map(provider -> Matter.of(Kind.PROVIDER_DOWN, provider.id(), provider.name()));
    }

    private Flux<Matter> refusing(long accountId, Instant now) {
        return database.sql(AttentionSql.PROVIDERS)
                .bind("account", accountId)
                .bind("from", idAt(now.minus(DAY)))
                .map(
                        row ->
                                Matter.of(
                                        Kind.PROVIDER_REFUSES,
                                        required(row, "id", String.class),
                                        required(row, "name", String.class),
                                        required(row, "refused", Long.class),
                                        required(row, "tried", Long.class)))
                .all()
                .filter(Attention::refuses);
    }

    /** Whether refusals are many, and a good part of all. */
    static boolean refuses(Matter counted) {
        long refused = counted.number() == null ? 0 : counted.number();
        long tried = counted.of() == null ? 0 : counted.of();
        return refused >= REFUSALS && refused * ONE_IN >= tried;
    }

    private Flux<Matter> webhooks(long accountId, Instant now) {
        return database.sql(AttentionSql.WEBHOOKS)
                .bind("account", accountId)
                .bind("from", idAt(now.minus(DAY)))
                .bind("enough", EVENTS)
                .map(Attention::webhook)
                .all();
    }

    private static Matter webhook(Readable row) {
        String id = required(row, "id", String.class);
        String name = required(row, "name", String.class);
        long tried = required(row, "tried", Long.class);
        return required(row, "gone", Boolean.class)
                ? Matter.of(Kind.WEBHOOK_GONE, id, name)
                : Matter.of(Kind.WEBHOOK_FAILS, id, name, tried, tried);
    }

    private Flux<Matter> authkeys(long accountId, Instant now) {
        return database.sql(AttentionSql.AUTHKEYS)
                .bind("account", accountId)
                .bind("now", now)
                .bind("soon", now.plus(SOON))
                .map(Attention::authkey)
                .all();
    }

    private static Matter authkey(Readable row) {
        String id = row.get("id", String.class);
        return id == null
                ? new Matter(Kind.NO_ADMIN_AUTHKEY, null, null, null, null, null, null)
                : Matter.of(
                        Kind.AUTHKEY_ENDS,
                        id,
                        required(row, "name", String.class),
                        required(row, "expires_at", Instant.class));
    }

    /** Where the ids of a time begin. */
    static String idAt(Instant time) {
        return HexFormat.of().toHexDigits((int) time.getEpochSecond());
    }
}
