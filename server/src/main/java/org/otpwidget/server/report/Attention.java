package org.otpwidget.server.report;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.Ids;
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
import java.util.List;
import java.util.stream.Stream;

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
    private final SignInNeed signIn;
    private final Figures figures;
    private final Providers providers;
    private final ProviderDesk desk;
    private final Clock clock;

    Attention(
            DatabaseClient database,
            WidgetNeeds widgets,
            SignInNeed signIn,
            Figures figures,
            Providers providers,
            ProviderDesk desk,
            Clock clock) {
        this.database = database;
        this.widgets = widgets;
        this.signIn = signIn;
        this.figures = figures;
        this.providers = providers;
        this.desk = desk;
        this.clock = clock;
    }

    /** All of an account, what turns visitors away first. */
    public Mono<List<Matter>> of(long accountId) {
        return of(accountId, figures.lately(accountId));
    }

    /**
     * The same.
     *
     * @param lately what the account had lately, for whoever wants to know that too
     */
    public Mono<List<Matter>> of(long accountId, Mono<Lately> lately) {
        var now = clock.instant();
        return Flux.mergeSequential(
                        down(accountId),
                        widgets.of(accountId),
                        signIn.of(accountId),
                        lately.flatMapIterable(Attention::unusual),
                        webhooks(accountId, now),
                        authkeys(accountId, now))
                .collectList();
    }

    private static List<Matter> unusual(Lately lately) {
        return Stream.concat(
                        lately.messages().stream().flatMap(Attention::refusing),
                        lately.traffic().matters().stream())
                .toList();
    }

    private Flux<Matter> down(long accountId) {
        return providers
                .enabled(accountId)
                .flatMapIterable(all -> all)
                .filter(provider -> !desk.breaker(provider.id()).equals("closed"))
                .map(provider -> Matter.of(Kind.PROVIDER_DOWN, provider.id(), provider.name()));
    }

    /** Whether refusals are many, and a good part of all. */
    private static Stream<Matter> refusing(Lately.Messages of) {
        boolean isRefusing = of.refused() >= REFUSALS && of.refused() * ONE_IN >= of.tried();
        return of.id() == null || of.name() == null || !isRefusing
                ? Stream.empty()
                : Stream.of(
                        Matter.of(
                                Kind.PROVIDER_REFUSES,
                                of.id(),
                                of.name(),
                                of.refused(),
                                of.tried()));
    }

    private Flux<Matter> webhooks(long accountId, Instant now) {
        return database.sql(AttentionSql.WEBHOOKS)
                .bind("account", accountId)
                .bind("from", Ids.firstOf(now.minus(DAY)))
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
}
