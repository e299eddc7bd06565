package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A running variant of the server, and what is measured on it. */
final class Subject implements AutoCloseable {

    static final int SQL_CONNECTIONS = 16;

    private static final List<Integer> CONNECTIONS = List.of(32, 64, 128);
    private static final int HELLO_CONNECTIONS = 64;
    private static final int WARM_UP_RUNS = 20_000;
    private static final Script FLOW = new FlowScript();
    private static final int SECONDS = Benchmark.seconds();

    private final Variant variant;
    private final ServerProcess server;
    private final LoadGenerator generator;
    private final double firstStart;
    private final List<Series> flows = new ArrayList<>();
    private final SqlLimit bare;
    private final Series sql;
    private final Series hello;
    private final List<Times> times = Stream.generate(Times::new).limit(FLOW.calls()).toList();

    private Subject(
            Variant variant, ServerProcess server, LoadGenerator generator, double firstStart)
            throws IOException, SQLException {
        this.bare = new SqlLimit(server.jdbcUrl(), SQL_CONNECTIONS);
        this.variant = variant;
        this.server = server;
        this.generator = generator;
        this.firstStart = firstStart;
        for (int connections : CONNECTIONS) {
            flows.add(
                    new Series(
                            "send, verify, exchange; %d connections".formatted(connections),
                            server,
                            () -> load(FLOW, connections, 0).rate()));
        }
        sql =
                new Series(
                        "limit: the same SQL bare, %d connections".formatted(SQL_CONNECTIONS),
                        server,
                        () -> bare.run(SECONDS));
        hello =
                new Series(
                        "limit: a WebFlux hello, %d connections".formatted(HELLO_CONNECTIONS),
                        server,
                        () -> load(Script.HELLO, HELLO_CONNECTIONS, 0).rate());
    }

    /** Starts it twice: on an empty folder, and again. */
    static Subject start(Variant variant, Path folder, LoadGenerator generator)
            throws IOException, SQLException {
        Path data = Files.createDirectory(folder.resolve(variant.name()));
        double first;
        try (var server = ServerProcess.start(variant, data, generator.codesPort())) {
            first = server.secondsToReady();
        }
        var server = ServerProcess.start(variant, data, generator.codesPort());
        return new Subject(variant, server, generator, first);
    }

    /** Runs until the JIT compiler is through with the hot path. */
    void warmUp() throws Exception {
        for (long runs = 0; runs < WARM_UP_RUNS; ) {
            runs += load(FLOW, HELLO_CONNECTIONS, 0).runs();
            runs += load(Script.HELLO, HELLO_CONNECTIONS, 0).runs() / FLOW.calls();
            bare.run(1);
        }
    }

    void measureLatency() throws IOException {
        LoadResult result = load(FLOW, HELLO_CONNECTIONS, halfLoad());
        for (int call = 0; call < times.size(); call++) {
            times.get(call).addAll(result.times().get(call));
        }
    }

    /** Flows per second that are half of what the server can do. */
    double halfLoad() {
        return best() / 2;
    }

    double best() {
        return flows.stream().mapToDouble(Series::median).max().orElseThrow();
    }

    List<Series> series() {
        return Stream.concat(flows.stream(), Stream.of(sql, hello)).toList();
    }

    Series sql() {
        return sql;
    }

    Series hello() {
        return hello;
    }

    List<Times> times() {
        return times;
    }

    Variant variant() {
        return variant;
    }

    ServerProcess server() {
        return server;
    }

    double firstStart() {
        return firstStart;
    }

    private LoadResult load(Script script, int connections, double perSecond) throws IOException {
        return generator.run(script, server.port(), connections, SECONDS, perSecond);
    }

    @Override
    public void close() throws SQLException {
        bare.close();
        server.close();
    }
}
