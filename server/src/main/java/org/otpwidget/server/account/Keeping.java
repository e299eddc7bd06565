package org.otpwidget.server.account;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Says what an account keeps for how long, and what another time would delete. */
@Component
public class Keeping {

    private static final Duration TOMORROW = Duration.ofDays(1);

    private final List<KeptRows> rooms;
    private final Clock clock;

    Keeping(List<KeptRows> rooms, Clock clock) {
        this.rooms = rooms.stream().sorted(Comparator.comparing(KeptRows::kind)).toList();
        this.clock = clock;
    }

    /** What is kept of each kind, and what would be too old after these times. */
    public Mono<List<Kept>> look(long accountId, Retention retention) {
        return Flux.fromIterable(rooms)
                .concatMap(room -> look(room, accountId, retention))
                .collectList();
    }

    private Mono<Kept> look(KeptRows room, long accountId, Retention retention) {
        Instant now = clock.instant();
        int usual = (int) Math.max(1, room.usual().toDays());
        Integer own = retention.days(room.kind());
        Instant before = now.minus(own == null ? room.usual() : Duration.ofDays(own.longValue()));
        return Mono.zip(
                        room.count().before(accountId, now.plus(TOMORROW)),
                        room.count().before(accountId, before))
                .map(
                        counts ->
                                new Kept(
                                        room.kind(),
                                        own == null ? usual : own,
                                        usual,
                                        room.kind().least(),
                                        KeptKind.MOST,
                                        counts.getT1(),
                                        counts.getT2()));
    }
}
