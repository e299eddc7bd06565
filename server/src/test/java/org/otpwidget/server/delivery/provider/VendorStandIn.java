package org.otpwidget.server.delivery.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A local HTTP server in a vendor's place: it notes what it is sent, and answers as the test says,
 * in the words that the vendor documents.
 */
public final class VendorStandIn implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<Request, Reply> script = _ -> Reply.json(500, "{}");

    /** Starts on a free port of the loopback address. */
    public VendorStandIn() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers every call like this from now on. */
    public void answers(Reply reply) {
        script = _ -> reply;
    }

    /** Answers each call by what is in it. */
    public void answers(Function<Request, Reply> reply) {
        script = reply;
    }

    /** Takes calls and keeps their callers waiting, until it is closed. */
    public void neverAnswers() {
        script =
                _ -> {
                    try {
                        closed.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return Reply.json(500, "{}");
                };
    }

    /** All calls so far, in the order of their coming. */
    public List<Request> requests() {
        return requests;
    }

    /** The newest call. */
    public Request lastRequest() {
        return requests.getLast();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new LinkedHashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach(
                            (name, all) ->
                                    headers.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
            var request =
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            pairs(exchange.getRequestURI().getRawQuery()),
                            headers,
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            requests.add(request);
            Reply reply = script.apply(request);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> pairs(@Nullable String encoded) {
        var pairs = new LinkedHashMap<String, String>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&", -1)) {
                String[] sides = pair.split("=", 2);
                pairs.put(decode(sides[0]), sides.length < 2 ? "" : decode(sides[1]));
            }
        }
        return pairs;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * A call as it came.
     *
     * @param headers by name in lower case
     */
    public record Request(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String body) {

        /** The body, read as JSON. */
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** The body, read as a form. */
        public Map<String, String> form() {
            return pairs(body);
        }

        /** A header; empty when it is missing. */
        public String header(String name) {
            return Objects.requireNonNullElse(headers.get(name.toLowerCase(Locale.ROOT)), "");
        }
    }

    /** What is answered. */
    public record Reply(int status, Map<String, String> headers, String body) {

        /** A JSON answer; quotes may be written as single ones. */
        public static Reply json(int status, String body) {
            return new Reply(
                    status, Map.of("Content-Type", "application/json"), body.replace('\'', '"'));
        }

        /** An answer of another type. */
        public static Reply text(int status, String contentType, String body) {
            return new Reply(status, Map.of("Content-Type", contentType), body);
        }

        /** The same with one more header. */
        public Reply with(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body);
        }
    }
}
