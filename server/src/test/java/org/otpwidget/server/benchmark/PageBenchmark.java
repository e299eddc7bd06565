package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Measures how long the dashboard's pages take where an account has a million verifications, each
 * page asked for by one operator after the other. Prints a table in Markdown.
 *
 * <p>Environment: {@code BENCHMARK_PAGES}, how often each page is asked for; 200 unless told.
 */
final class PageBenchmark {

    private static final int ROUNDS = Benchmark.setting("BENCHMARK_PAGES", 200);
    private static final int WARM_UP = 50;
    private static final double LIMIT_MILLIS = 50;
    private static final String WIDGET = "6955b9010000000000000001";
    private static final Variant VARIANT =
            new Variant("server", List.of("-Xmx192m", "-XX:+UseSerialGC"));

    private PageBenchmark() {}

    public static void main(String... arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Path folder = Files.createTempDirectory("otp-pages");
        try (var generator = new LoadGenerator();
                var server = ServerProcess.start(VARIANT, folder, generator.codesPort());
                var visitor = PageVisitor.becomeOwner(server, folder.resolve("server.log"))) {
            fill(server);
            var pages = pages(server);
            var times = new LinkedHashMap<String, Times>();
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                for (var page : pages.entrySet()) {
                    long time = visitor.open(page.getValue());
                    if (round >= 0) {
                        times.computeIfAbsent(page.getKey(), _ -> new Times()).add(time);
                    }
                }
            }
            System.out.println("| a page at 1,000,000 verifications | p50 ms | p95 ms |");
            System.out.println("| --- | --- | --- |");
            times.forEach(PageBenchmark::row);
            System.out.println(Report.conditions(1));
        } finally {
            delete(folder);
        }
    }

    private static void row(String page, Times times) {
        double slow = times.millis(0.95);
        System.out.println(
                "| %s | %.1f | %.1f%s |"
                        .formatted(
                                page,
                                times.millis(0.5),
                                slow,
                                slow > LIMIT_MILLIS ? ", too slow" : ""));
    }

    private static Map<String, String> pages(ServerProcess server)
            throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl())) {
            String newest = id(connection, 0);
            String middle = id(connection, 500_000);
            var pages = new LinkedHashMap<String, String>();
            pages.put("Home, 34,500 verifications in its day", "/dashboard");
            pages.put("verifications, the first 50", "/dashboard/verifications");
            pages.put(
                    "verifications, 50 from the middle",
                    "/dashboard/verifications?after=" + middle);
            pages.put("search: a person with 10,000", "/dashboard/verifications?q=%2B919000000001");
            pages.put("search: a person with 5", "/dashboard/verifications?q=%2B919100000123");
            pages.put("search: a reqId", "/dashboard/verifications?q=" + middle);
            pages.put("timeline", "/dashboard/verifications/" + newest);
            pages.put("audit trail of 200,000, the first 50", "/dashboard/audit");
            pages.put("audit trail of one widget", "/dashboard/audit?of=" + WIDGET);
            pages.put("widgets, 50", "/dashboard/widgets");
            pages.put("one widget", "/dashboard/widgets/" + WIDGET);
            pages.put("tokens, 50", "/dashboard/tokens");
            return pages;
        }
    }

    private static String id(Connection connection, int before) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT id FROM request ORDER BY id DESC LIMIT 1 OFFSET "
                                        + before)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void fill(ServerProcess server) throws IOException, SQLException {
        try (var script = PageBenchmark.class.getResourceAsStream("/benchmark/pages.sql");
                var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            var sql = Objects.requireNonNull(script, "pages.sql").readAllBytes();
            statement.execute(new String(sql, StandardCharsets.UTF_8));
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
