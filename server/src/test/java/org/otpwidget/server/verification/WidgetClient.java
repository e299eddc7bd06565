package org.otpwidget.server.verification;

import org.otpwidget.server.LogWatch;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Calls a server the way that clients do; every answer must be JSON. */
public final class WidgetClient {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;

    /**
     * @param server address without a path
     */
    public WidgetClient(String server) {
        this.base = server + "/api/v5/widget/";
    }

    /** Calls with a JSON body that says of itself to be plain text, as the widget does. */
    public Answer post(String call, Map<String, ?> body, String... headers) {
        return later(call, body, headers).join();
    }

    /** As {@link #post}, without waiting. */
    public CompletableFuture<Answer> later(String call, Map<String, ?> body, String... headers) {
        HttpRequest.Builder request =
                to(call).POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        for (int n = 0; n < headers.length; n += 2) {
            request.header(headers[n], headers[n + 1]);
        }
        return answer(request);
    }

    /** Calls with these very bytes. */
    public Answer post(String call, String contentType, byte[] body) {
        return answer(
                        to(call).header("Content-Type", contentType)
                                .POST(BodyPublishers.ofByteArray(body)))
                .join();
    }

    /** Calls by GET. */
    public Answer get(String call, String... headers) {
        HttpRequest.Builder request = to(call).GET();
        for (int n = 0; n < headers.length; n += 2) {
            request.header(headers[n], headers[n + 1]);
        }
        return answer(request).join();
    }

    /** Makes calls at the same time and waits for all answers. */
    public static List<Answer> together(int calls, IntFunction<CompletableFuture<Answer>> call) {
        List<CompletableFuture<Answer>> answers =
                new ArrayList<>(IntStream.range(0, calls).mapToObj(call).toList());
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private HttpRequest.Builder to(String call) {
        return HttpRequest.newBuilder(URI.create(base + call)).timeout(PATIENCE);
    }

    private static CompletableFuture<Answer> answer(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .thenApply(WidgetClient::answer);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("none");
        if (!type.startsWith("application/json")) {
            throw new AssertionError(response.statusCode() + " with content type " + type);
        }
        var answer = new Answer(response.statusCode(), JSON.readTree(response.body()));
        if (answer.succeeded() && answer.message().startsWith("eyJ")) {
            LogWatch.secret(answer.message().substring(answer.message().lastIndexOf('.') + 1));
        }
        return answer;
    }
}
