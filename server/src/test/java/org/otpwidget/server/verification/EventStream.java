package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A page that listens to its request. */
final class EventStream implements AutoCloseable {

    private static final String GONE = "gone";

    private final HttpResponse<Stream<String>> answer;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringBuilder all = new StringBuilder();

    private EventStream(HttpResponse<Stream<String>> answer) {
        this.answer = answer;
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                answer.body().forEach(lines::add);
                            } catch (RuntimeException e) {
                                lines.add("broken " + e);
                            }
                            lines.add(GONE);
                        });
    }

    /** Opens one; headers are names and values in turn. */
    static EventStream open(String base, Site site, String reqId, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(
                        URI.create(
                                "%s/api/v5/widget/requestEvents?widgetId=%s&tokenAuth=%s&reqId=%s"
                                        .formatted(base, site.widget(), site.token(), reqId)));
        for (int n = 0; n < headers.length; n += 2) {
            request.header(headers[n], headers[n + 1]);
        }
        return new EventStream(
                HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines()));
    }

    HttpHeaders headers() {
        return answer.headers();
    }

    /** The next state that is so; waits for it. */
    JsonNode await(Predicate<JsonNode> so) throws InterruptedException {
        JsonNode state;
        do {
            state = Objects.requireNonNull(next(), () -> "no such state in: " + all);
        } while (!so.test(state));
        return state;
    }

    JsonNode awaitStatus(String status) throws InterruptedException {
        return await(state -> state.path("status").asString().equals(status));
    }

    /** Whether the stream ends by telling so, with nothing in between. */
    boolean ends() throws InterruptedException {
        String line = line();
        while (line.isEmpty() || line.startsWith(":")) {
            line = line();
        }
        return line.equals("event:end")
                && line().equals("data:{}")
                && line().isEmpty()
                && line().equals(GONE);
    }

    /** All that came so far. */
    String all() {
        return all.toString();
    }

    private @Nullable JsonNode next() throws InterruptedException {
        for (String line = line(); !line.equals(GONE); line = line()) {
            if (line.startsWith("data:") && !line.equals("data:{}")) {
                return JsonMapper.shared().readTree(line.substring("data:".length()));
            }
        }
        return null;
    }

    private String line() throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nothing comes after: " + all);
        }
        all.append(line).append('\n');
        return line;
    }

    @Override
    public void close() {
        answer.body().close();
    }
}
