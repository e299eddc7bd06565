package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A browser with a cookie jar of one server's, which follows no redirect by itself. */
final class LinkBrowser {

    static final String ORIGIN = "https://shop.example";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0";

    private final String base;
    private final String agent;
    private final @Nullable String language;
    private @Nullable String cookie;
    private String address = "203.0.113.7";

    private LinkBrowser(String base, String agent, @Nullable String language) {
        this.base = base;
        this.agent = agent;
        this.language = language;
    }

    /** A person's. */
    static LinkBrowser of(String base) {
        return new LinkBrowser(base, FIREFOX, "en-GB,en;q=0.5");
    }

    static LinkBrowser of(String base, String agent, @Nullable String language) {
        return new LinkBrowser(base, agent, language);
    }

    /** The same at another address. */
    LinkBrowser at(String other) {
        address = other;
        return this;
    }

    @Nullable String cookie() {
        return cookie;
    }

    /** A page's call with credentials. */
    HttpResponse<String> call(String call, Map<String, ?> body) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/api/v5/widget/" + call)
                                .header("Origin", ORIGIN)
                                .POST(
                                        BodyPublishers.ofString(
                                                JsonMapper.shared().writeValueAsString(body))));
        answer.headers()
                .firstValue("Set-Cookie")
                .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return answer;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    HttpResponse<String> head(String path) throws Exception {
        return send(request(path).HEAD());
    }

    /** Sends a form; fields are names and values in turn. */
    HttpResponse<String> post(String path, String... fields) throws Exception {
        return postLater(path, fields).get();
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, String... fields) {
        String form =
                IntStream.range(0, fields.length / 2)
                        .mapToObj(n -> fields[2 * n] + "=" + encoded(fields[2 * n + 1]))
                        .collect(Collectors.joining("&"));
        return HTTP.sendAsync(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "null")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("User-Agent", agent)
                        .header("X-Forwarded-For", address);
        if (language != null) {
            request.header("Accept-Language", language);
        }
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
