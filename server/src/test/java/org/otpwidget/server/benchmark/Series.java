package org.otpwidget.server.benchmark;

import java.util.ArrayList;
import java.util.List;

/** The rounds of one measurement. */
final class Series {

    @FunctionalInterface
    interface Round {
        /** Runs per second. */
        double run() throws Exception;
    }

    private final String what;
    private final ServerProcess server;
    private final Round round;
    private final List<Double> rates = new ArrayList<>();
    private double runs;
    private double serverCpu;
    private double databaseCpu;

    Series(String what, ServerProcess server, Round round) {
        this.what = what;
        this.server = server;
        this.round = round;
    }

    void measure() throws Exception {
        double serverBefore = server.server().cpuSeconds();
        double databaseBefore = server.database().cpuSeconds();
        long begin = System.nanoTime();
        double rate = round.run();
        runs += rate * (System.nanoTime() - begin) / 1e9;
        serverCpu += server.server().cpuSeconds() - serverBefore;
        databaseCpu += Math.max(0, server.database().cpuSeconds() - databaseBefore);
        rates.add(rate);
    }

    String what() {
        return what;
    }

    double median() {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    /** CPU time of server and database for each run. */
    double cpuMillis() {
        return (serverCpu + databaseCpu) * 1000 / runs;
    }

    private double extreme(int sign) {
        return sign * rates.stream().mapToDouble(rate -> sign * rate).max().orElse(0);
    }

    /** A row of the table. */
    String row() {
        return "| %s | %,.0f (%,.0f–%,.0f) | %.2f + %.2f |"
                .formatted(
                        what,
                        median(),
                        extreme(-1),
                        extreme(1),
                        serverCpu * 1000 / runs,
                        databaseCpu * 1000 / runs);
    }
}
