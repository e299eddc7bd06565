package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A node with a vendor, and what is measured on it. */
final class OutboxSubject implements AutoCloseable {

    static final int DRAIN = Benchmark.setting("BENCHMARK_DRAIN", 5000);

    private static final int WARM_UP = Benchmark.setting("BENCHMARK_WARM_UP", 20_000);
    private static final int SECONDS = Benchmark.seconds();
    private static final int CONNECTIONS = 64;

    /** What the outbox gives a vendor over HTTP at once. */
    private static final int AT_ONCE = 32;

    /** Not counted at the begin of a round, until the rate is steady. */
    private static final int RAMP_SECONDS = 1;

    private static final int DUE_IN_SECONDS = 3;
    private static final int PATIENCE_SECONDS = 120;
    private static final long POLL_NANOS = 1_000_000;

    private final Arrivals arrivals = new Arrivals();
    private final Script send = new SendScript(arrivals);
    private final LoadGenerator generator = new LoadGenerator();
    private final Vendor vendor = new Vendor(arrivals);
    private final ServerProcess server;
    private final VendorApi api;
    private final MessageTable table;
    private final Series outbox;
    private final Series direct;
    private final Series loop;
    private final Series drain;
    private final Times saturated = new Times();
    private final Times half = new Times();
    private long mostLeft;

    OutboxSubject(Variant variant, Path folder) throws Exception {
        server = ServerProcess.start(variant, folder, generator.codesPort());
        api = new VendorApi(server.port());
        table = new MessageTable(server.jdbcUrl());
        api.addProvider(vendor.url());
        outbox =
                series(
                        "`sendOtp`, then the outbox; %d connections".formatted(CONNECTIONS),
                        this::sends);
        direct =
                series(
                        "directly: an endpoint that calls the vendor; %d connections"
                                .formatted(CONNECTIONS),
                        () -> load(Script.DIRECT, SECONDS, 0).rate());
        loop =
                series(
                        "directly: the vendor called in a loop, %d at once".formatted(AT_ONCE),
                        () -> api.loop(SECONDS, AT_ONCE));
        drain = series("drain of %,d due messages".formatted(DRAIN), this::drained);
    }

    private Series series(String what, Series.Round round) {
        return new Series(what, server, round);
    }

    /** Runs until the JIT compiler is through, and until there are messages to queue again. */
    void warmUp() throws Exception {
        for (long runs = 0; runs < Math.max(WARM_UP, DRAIN); ) {
            runs += load(send, SECONDS, 0).runs();
            load(Script.DIRECT, 1, 0);
            api.loop(1, AT_ONCE);
        }
        table.awaitEmpty();
    }

    void measure() throws Exception {
        outbox.measure();
        mostLeft = Math.max(mostLeft, table.queued());
        table.awaitEmpty();
        saturated.addAll(arrivals.times()); // those that waited longest included
        direct.measure();
        loop.measure();
        table.requeue(DRAIN, DUE_IN_SECONDS);
        drain.measure();
        table.awaitEmpty();
    }

    void measureLatency() throws IOException, SQLException {
        arrivals.begin(0, 0);
        load(send, SECONDS, halfLoad());
        table.awaitEmpty();
        half.addAll(arrivals.times());
    }

    double halfLoad() {
        return outbox.median() / 2;
    }

    private double sends() throws IOException {
        long from = System.nanoTime() + TimeUnit.SECONDS.toNanos(RAMP_SECONDS);
        arrivals.begin(from, from + TimeUnit.SECONDS.toNanos(SECONDS));
        load(send, RAMP_SECONDS + SECONDS, 0);
        return (double) arrivals.count() / SECONDS;
    }

    private double drained() {
        long begin = System.nanoTime();
        long patience = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        arrivals.begin(begin, begin + patience);
        while (arrivals.count() < DRAIN) {
            if (System.nanoTime() - begin > patience) {
                throw new IllegalStateException("drained only " + arrivals.count());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return DRAIN / ((arrivals.last() - begin) / 1e9);
    }

    private LoadResult load(Script script, int seconds, double perSecond) throws IOException {
        return generator.run(script, server.port(), CONNECTIONS, seconds, perSecond);
    }

    List<Series> series() {
        return List.of(outbox, direct, loop, drain);
    }

    Series outbox() {
        return outbox;
    }

    Series direct() {
        return direct;
    }

    Series loop() {
        return loop;
    }

    Series drain() {
        return drain;
    }

    Times saturated() {
        return saturated;
    }

    Times half() {
        return half;
    }

    /** Messages that waited when a round of sends ended, at most. */
    long mostLeft() {
        return mostLeft;
    }

    @Override
    public void close() throws IOException, SQLException {
        table.close();
        api.close();
        server.close();
        vendor.close();
        generator.close();
    }
}
