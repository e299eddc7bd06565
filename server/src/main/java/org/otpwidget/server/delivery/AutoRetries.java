package org.otpwidget.server.delivery;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;

import org.otpwidget.server.template.WidgetTemplates;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Resends that nobody has to ask for. A channel that nobody can send over to this recipient, or
 * whose template needs a value that the request lacks, is left out: the resend takes the one after
 * it.
 */
final class AutoRetries {

    /** Requests that one look finds at most. */
    private static final int SWEEP = 500;

    /** $1: the time now; $2: how many at most. */
    private static final String DUE =
            """
            SELECT id, account_id, widget_id, identifier, variables::text AS variables FROM request
             WHERE auto_retry_at <= $1 ORDER BY auto_retry_at LIMIT $2
            """;

    private static final String SEND = "SELECT channel FROM auto_retry_requests($1::jsonb, $2)";

    private static final TypeReference<Map<String, String>> VARIABLES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DatabaseClient database;
    private final Widgets widgets;
    private final Channels channels;
    private final WidgetTemplates templates;

    AutoRetries(
            ConnectionFactory connections,
            Widgets widgets,
            Channels channels,
            WidgetTemplates templates) {
        this.database = DatabaseClient.create(connections);
        this.widgets = widgets;
        this.channels = channels;
        this.templates = templates;
    }

    /** A request whose time has come. */
    private record Due(
            String id,
            long accountId,
            String widgetId,
            String identifier,
            Map<String, String> variables) {

        static Due of(Readable row) {
            String variables = row.get("variables", String.class);
            return new Due(
                    required(row, "id", String.class),
                    required(row, "account_id", Long.class),
                    required(row, "widget_id", String.class),
                    required(row, "identifier", String.class),
                    variables == null ? Map.of() : JSON.readValue(variables, VARIABLES));
        }

        @Override
        public String toString() {
            return "Due[" + id + "]";
        }
    }

    /**
     * A request and its ways; named as the function's columns are.
     *
     * @param chain codes of the channels that the widget lets follow each other
     * @param usable those of them that the request can take
     */
    private record Item(String id, List<Integer> chain, List<Integer> usable) {}

    /** Adds the messages of resends that are due, for the outbox; gives the channel of each. */
    Flux<Channel> add(Instant now) {
        return database.sql(DUE)
                .bind(0, now)
                .bind(1, SWEEP)
                .map(Due::of)
                .all()
                .collectList()
                .flatMapIterable(due -> due)
                .concatMap(this::item)
                .collectList()
                .filter(items -> !items.isEmpty())
                .flatMapMany(items -> add(items, now));
    }

    private Flux<Channel> add(List<Item> items, Instant now) {
        return database.sql(SEND)
                .bind(0, JSON.writeValueAsString(items))
                .bind(1, now)
                .map(row -> Channel.ofCode(required(row, "channel", Integer.class)).orElseThrow())
                .all();
    }

    /** A widget that is gone, off or without automatic resends leaves no way. */
    private Mono<Item> item(Due due) {
        return widgets.find(due.widgetId())
                .filter(widget -> widget.settings().enabled())
                .flatMap(
                        widget -> {
                            var chain = chain(widget);
                            return Flux.fromIterable(chain)
                                    .filterWhen(channel -> isUsable(widget, channel, due))
                                    .collectList()
                                    .map(usable -> new Item(due.id(), codes(chain), codes(usable)));
                        })
                .defaultIfEmpty(new Item(due.id(), List.of(), List.of()));
    }

    private Mono<Boolean> isUsable(Widget widget, Channel channel, Due due) {
        return channels.reaches(due.accountId(), channel, due.identifier())
                .flatMap(
                        reached ->
                                reached
                                        ? templates
                                                .problem(widget, channel, due.variables())
                                                .hasElement()
                                                .map(missing -> !missing)
                                        : Mono.just(false));
    }

    private static List<Channel> chain(Widget widget) {
        var autoRetry = widget.settings().autoRetry();
        return autoRetry == null ? List.of() : autoRetry.channels();
    }

    private static List<Integer> codes(List<Channel> channels) {
        return channels.stream().map(Channel::code).toList();
    }
}
