package org.otpwidget.server.erasure;

import static org.otpwidget.server.database.Column.required;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.audit.Actor;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.database.Conflicts;
import org.otpwidget.server.identifier.Identifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Erases people: all that is found of them, at once, with a line in the audit trail. */
@Component
public class Erasures {

    private static final int TRIES = 5;

    private final List<PersonalData> places;
    private final Traces traces;
    private final DatabaseClient database;
    private final AuditTrail trail;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Erasures(
            List<PersonalData> places,
            Traces traces,
            DatabaseClient database,
            AuditTrail trail,
            TransactionalOperator transaction,
            Clock clock) {
        this.places =
                places.stream()
                        .sorted(
                                Comparator.comparing(PersonalData::begets)
                                        .reversed()
                                        .thenComparing(PersonalData::table))
                        .toList();
        this.traces = traces;
        this.database = database;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Tables that hold people's data. */
    public List<PersonalData> places() {
        return places;
    }

    /** How many rows of each kind an account has of a person. */
    public Mono<Map<String, Long>> count(long accountId, Identifier person) {
        return traces.of(accountId, person, false).flatMap(this::count);
    }

    /**
     * Erases a person. What others do with the person's requests meanwhile waits, and then finds
     * nothing; whoever begins a new request meanwhile has it whole.
     */
    public Mono<Erasure> erase(Actor actor, long accountId, Identifier person) {
        return traces.of(accountId, person, true)
                .flatMap(trace -> erase(actor, trace))
                .as(transaction::transactional)
                // Two that wait for each other: the database let this one go.
                .retryWhen(Conflicts.retry(TRIES));
    }

    private Mono<Erasure> erase(Actor actor, Traces.Trace trace) {
        return Flux.fromIterable(places)
                .concatMap(place -> erase(place, trace))
                .collect(Counts::new, Counts::add)
                .map(Counts::byKind)
                .zipWith(Mono.defer(() -> count(trace)))
                .flatMap(
                        both -> {
                            long left =
                                    both.getT2().values().stream().mapToLong(Long::longValue).sum();
                            var now = clock.instant();
                            var erasure =
                                    new Erasure(
                                            Ids.next(now), now, actor.name(), both.getT1(), left);
                            return left == 0
                                    ? note(actor, trace.accountId(), erasure).thenReturn(erasure)
                                    : Mono.error(new IllegalStateException("Rows were left"));
                        });
    }

    /** Neither the person nor anything that the person could be found by. */
    private Mono<Void> note(Actor actor, long accountId, Erasure erasure) {
        var changes =
                erasure.erased().entrySet().stream()
                        .filter(kind -> kind.getValue() > 0)
                        .map(kind -> new Change(kind.getKey(), kind.getValue().toString(), "0"))
                        .toList();
        return trail.add(accountId, actor, "person.erased", erasure.id(), erasure.id(), changes);
    }

    private Mono<Map<String, Long>> count(Traces.Trace trace) {
        return Flux.fromIterable(places)
                .concatMap(
                        place ->
                                trace.bind(place, database.sql(place.counting()))
                                        .map(row -> required(row, "rows", Long.class))
                                        .one()
                                        .map(rows -> new Counted(place.kind(), rows)))
                .collect(Counts::new, Counts::add)
                .map(Counts::byKind);
    }

    private Mono<Counted> erase(PersonalData place, Traces.Trace trace) {
        return trace.bind(place, database.sql(place.erasing()))
                .fetch()
                .rowsUpdated()
                .map(rows -> new Counted(place.kind(), rows));
    }

    private record Counted(String kind, long rows) {}

    private static final class Counts {

        private final Map<String, Long> byKind = new TreeMap<>();

        void add(Counted counted) {
            byKind.merge(counted.kind(), counted.rows(), Long::sum);
        }

        Map<String, Long> byKind() {
            return byKind;
        }
    }
}
