package org.otpwidget.server.captcha;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * All captcha vendors on one port, speaking what they document. A token says itself what to answer:
 * {@code good host=shop.example action=otp_send score=0.9 id=1} is valid once; {@code slow}, {@code
 * html}, {@code broken} and {@code empty} are vendors in trouble, {@code busy}, {@code crowded} and
 * {@code long} ones that refuse the call; anything else is invalid.
 */
public final class VendorStandIn {

    /** The only secret, and API key, that the vendors know. */
    public static final String SECRET = "vendor-secret-3f9c2a71d0";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What came in: path, content type, and fields (or, of an assessment, the event's). */
    public record Seen(String path, String type, Map<String, String> fields) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final CountDownLatch never = new CountDownLatch(1);
    private final HttpServer server;

    private VendorStandIn() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Starts one; it ends with the JVM. */
    public static VendorStandIn start() {
        return new VendorStandIn();
    }

    /** Address without a path. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What came in with this token. */
    public List<Seen> seen(String token) {
        return seen.stream()
                .filter(
                        call ->
                                token.equals(call.fields.get("response"))
                                        || token.equals(call.fields.get("token")))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString();
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        boolean assessment = path.endsWith("/assessments");
        Map<String, String> fields = assessment ? event(body) : form(body);
        seen.add(new Seen(path, type, fields));
        String token = fields.getOrDefault(assessment ? "token" : "response", "");
        String key = exchange.getRequestHeaders().getFirst("X-Goog-Api-Key");
        String secret = assessment ? String.valueOf(key) : fields.getOrDefault("secret", "");
        switch (token.split(" ", -1)[0]) {
            case "slow" -> wait(exchange);
            case "html" -> send(exchange, 200, "<html>Welcome to the hotel's network</html>");
            case "array" -> send(exchange, 200, "[1,2]");
            case "empty" -> send(exchange, 200, "");
            case "bare" -> send(exchange, 200, "{}");
            case "broken" -> send(exchange, 503, "{\"success\":true}");
            case "busy" -> send(exchange, 429, "{\"error\":{\"code\":429}}");
            case "crowded" -> send(exchange, 429, "<html>Too many requests</html>");
            case "long" -> send(exchange, 413, "<html>Too large</html>");
            default ->
                    send(
                            exchange,
                            assessment && !SECRET.equals(secret) ? 403 : 200,
                            assessment ? assess(token, secret) : verify(token, secret));
        }
    }

    private String verify(String token, String secret) {
        if (!SECRET.equals(secret)) {
            return "{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}";
        }
        if (!token.startsWith("good")) {
            return "{\"success\":false,\"error-codes\":[\"invalid-input-response\"]}";
        }
        if (!used.add(token)) {
            return "{\"success\":false,\"error-codes\":[\"timeout-or-duplicate\"]}";
        }
        var answer = JSON.createObjectNode();
        answer.put("success", true);
        answer.put("challenge_ts", "2026-01-02T03:04:05Z");
        parts(token, "host").forEach(host -> answer.put("hostname", host));
        parts(token, "action").forEach(action -> answer.put("action", action));
        parts(token, "score").forEach(score -> answer.put("score", Double.parseDouble(score)));
        return answer.toString();
    }

    private String assess(String token, String secret) {
        if (!SECRET.equals(secret)) {
            return "{\"error\":{\"code\":403,\"message\":\"no\",\"status\":\"PERMISSION_DENIED\"}}";
        }
        var answer = JSON.createObjectNode();
        answer.put("name", "projects/1/assessments/2");
        var properties = answer.putObject("tokenProperties");
        boolean good = token.startsWith("good");
        boolean fresh = good && used.add(token);
        properties.put("valid", fresh);
        if (!fresh) {
            properties.put("invalidReason", good ? "DUPE" : "MALFORMED");
            return answer.toString();
        }
        parts(token, "host").forEach(host -> properties.put("hostname", host));
        parts(token, "action").forEach(action -> properties.put("action", action));
        var risk = answer.putObject("riskAnalysis");
        parts(token, "score").forEach(score -> risk.put("score", Double.parseDouble(score)));
        return answer.toString();
    }

    private static List<String> parts(String token, String name) {
        return Arrays.stream(token.split(" ", -1))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .toList();
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&", -1))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> decode(pair[1])));
    }

    private static Map<String, String> event(String body) {
        JsonNode event = JSON.readTree(body).path("event");
        return event.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asString()));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void wait(HttpExchange exchange) {
        try (exchange) {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
