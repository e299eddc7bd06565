package org.otpwidget.server.audit;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who changed what, when and from where. It is only added to; the database refuses everything else.
 * Add to it in the transaction of the change, so that neither is without the other.
 */
@Component
public class AuditTrail {

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    AuditTrail(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Notes a change.
     *
     * @param action such as {@code widget.changed}
     * @param subject id of what was changed
     * @param subjectName how it is called
     * @param changes without secrets: see {@link Changes}
     */
    public Mono<Void> add(
            long accountId,
            Actor actor,
            String action,
            String subject,
            String subjectName,
            List<Change> changes) {
        var address = actor.address();
        return database.sql(
                        """
                        INSERT INTO audit (account_id, at, actor, actor_name, action, subject,
                                           subject_name, changes, ip)
                        VALUES (:account, :now, :actor, :actorName, :action, :subject,
                                :subjectName, CAST(:changes AS jsonb), CAST(:ip AS inet))
                        """)
                .bind("account", accountId)
                .bind("now", clock.instant())
                .bind("actor", actor.id())
                .bind("actorName", actor.name())
                .bind("action", action)
                .bind("subject", subject)
                .bind("subjectName", subjectName)
                .bind("changes", json.writeValueAsString(changes))
                .bind(
                        "ip",
                        Parameters.in(
                                R2dbcType.VARCHAR,
                                address == null ? null : Addresses.format(address)))
                .then();
    }

    /**
     * The newest entries of an account; pages go back in time.
     *
     * @param subject only what was done to this; null: to anything
     */
    public Mono<Page<AuditEntry>> newest(
            long accountId, PageQuery query, @Nullable String subject) {
        return find(accountId, new AuditFilter(subject, null, null, null), query);
    }

    /** The entries of an account that are wanted, the newest first; pages go back in time. */
    public Mono<Page<AuditEntry>> find(long accountId, AuditFilter filter, PageQuery query) {
        var conditions = new StringBuilder();
        var values = new LinkedHashMap<String, Object>();
        if (filter.subject() != null) {
            conditions.append(" AND subject = :subject");
            values.put("subject", filter.subject());
        }
        if (filter.actor() != null) {
            conditions.append(" AND actor = :actor");
            values.put("actor", filter.actor());
        }
        if (filter.kind() != null) {
            conditions.append(" AND split_part(action, '.', 1) = :kind");
            values.put("kind", filter.kind());
        }
        if (filter.day() != null) {
            conditions.append(" AND at >= :from AND at < :to");
            var from = filter.day().atStartOfDay(ZoneOffset.UTC);
            values.put("from", from.toInstant());
            values.put("to", from.plusDays(1).toInstant());
        }
        // Only conditions that are asked for, so that each kind of question finds its index.
        return database.sql(
                        """
                        SELECT id, at, actor, actor_name, action, subject, subject_name, changes,
                               host(ip) AS ip
                          FROM audit WHERE account_id = :account AND id < :before %s
                         ORDER BY id DESC LIMIT :rows
                        """
                                .formatted(conditions))
                .bindValues(values)
                .bind("account", accountId)
                .bind("before", before(query))
                .bind("rows", query.rows())
                .map(this::entry)
                .all()
                .collectList()
                .map(found -> Page.of(found, query, entry -> Long.toString(entry.id())));
    }

    /**
     * The numbers of the latest entries of a kind that changed anything, by what they are about;
     * without what there is none of.
     *
     * @param action such as {@code widget.changed}
     */
    public Mono<Map<String, Long>> latest(
            long accountId, Collection<String> subjects, String action) {
        return database.sql(
                        """
                        SELECT subject, max(id) AS latest FROM audit
                         WHERE account_id = :account AND subject = ANY (:subjects)
                           AND action = :action AND changes <> '[]'
                         GROUP BY subject
                        """)
                .bind("account", accountId)
                .bind("subjects", subjects.toArray(String[]::new))
                .bind("action", action)
                .map(
                        row ->
                                Map.entry(
                                        required(row, "subject", String.class),
                                        required(row, "latest", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * What changed something, the latest first; lines that changed nothing don't count.
     *
     * @param actions such as {@code widget.changed}, or {@code widget.%} for whatever was done to
     *     it as a widget
     * @param after only entries with greater numbers
     */
    public Flux<AuditEntry> changes(
            long accountId, String subject, String actions, long after, int most) {
        return database.sql(
                        """
                        SELECT id, at, actor, actor_name, action, subject, subject_name, changes,
                               host(ip) AS ip
                          FROM audit
                         WHERE account_id = :account AND subject = :subject AND id > :after
                           AND action LIKE :actions AND changes <> '[]'
                         ORDER BY id DESC LIMIT :most
                        """)
                .bind("account", accountId)
                .bind("subject", subject)
                .bind("after", after)
                .bind("actions", actions)
                .bind("most", most)
                .map(this::entry)
                .all();
    }

    private static long before(PageQuery query) {
        String after = query.start();
        return after.matches("\\d{1,18}") ? Long.parseLong(after) : Long.MAX_VALUE;
    }

    private AuditEntry entry(Readable row) {
        return new AuditEntry(
                required(row, "id", Long.class),
                required(row, "at", Instant.class),
                required(row, "actor", String.class),
                required(row, "actor_name", String.class),
                required(row, "action", String.class),
                required(row, "subject", String.class),
                required(row, "subject_name", String.class),
                changes(required(row, "changes", String.class)),
                row.get("ip", String.class));
    }

    private List<Change> changes(String stored) {
        return Arrays.asList(json.readValue(stored, Change[].class));
    }
}
