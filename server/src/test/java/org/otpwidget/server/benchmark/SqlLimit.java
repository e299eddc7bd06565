package org.otpwidget.server.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The bare work of the database, as pgbench would drive it: the statements of one flow, each alone
 * and with a commit of its own, by some connections at once.
 */
final class SqlLimit implements AutoCloseable {

    private final List<SqlFlow> flows = new ArrayList<>();

    SqlLimit(String jdbcUrl, int connections) throws SQLException {
        for (int n = 0; n < connections; n++) {
            flows.add(new SqlFlow(jdbcUrl));
        }
    }

    /** Flows per second. */
    double run(double seconds) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(flows.size())) {
            long begin = System.nanoTime();
            long end = begin + (long) (seconds * 1e9);
            var counts = new ArrayList<Future<Long>>();
            for (SqlFlow flow : flows) {
                counts.add(threads.submit(() -> flow.repeatUntil(end)));
            }
            long total = 0;
            for (Future<Long> count : counts) {
                total += count.get();
            }
            return total / ((System.nanoTime() - begin) / 1e9);
        }
    }

    @Override
    public void close() throws SQLException {
        for (SqlFlow flow : flows) {
            flow.close();
        }
    }
}
