package org.otpwidget.server.captcha;

import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.JsonFactory;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.Types;

import org.springframework.beans.factory.DisposableBean;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * Calls the captcha vendors with Google's API client. It blocks, so each call has a virtual thread
 * of its own; only so many run at once ({@link Places}), each for a bounded time, and no answer is
 * read beyond a bound.
 */
final class Vendors implements DisposableBean {

    static final JsonFactory JSON = GsonFactory.getDefaultInstance();

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final Places places = new Places();
    private final Scheduler threads =
            Schedulers.fromExecutorService(
                    Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("captcha-", 0).factory()),
                    "captcha");
    private final NetHttpTransport transport = new NetHttpTransport();
    private final HttpRequestFactory requests;
    private final Duration patience;

    Vendors(Duration patience) {
        this.patience = patience;
        this.requests = transport.createRequestFactory(this::prepare);
    }

    /** What a vendor answered. */
    record Reply<T>(int status, T body) {

        /** Whether the vendor finds fault with the call. */
        boolean isRefusal() {
            return status >= BAD_REQUEST && status < SERVER_ERROR;
        }
    }

    /** What is added to a request. */
    interface Extra {
        void to(HttpRequest request);
    }

    /**
     * Posts, and reads JSON whatever the status; where a refusal has none, its body is empty. An
     * error signal when no answer comes in time, or none that is a JSON object, and {@link
     * BusyException} when there is no place for the call.
     */
    <T extends GenericJson> Mono<Reply<T>> post(
            Presented presented, String url, HttpContent content, Class<T> type, Extra extra) {
        return Mono.fromCallable(() -> call(presented, url, content, type, extra))
                .subscribeOn(threads)
                .timeout(patience);
    }

    /** Why there is no answer; never an exception's own text, which may hold more. */
    static String reason(Throwable failure) {
        return switch (failure) {
            case java.util.concurrent.TimeoutException _, java.net.SocketTimeoutException _ ->
                    "no answer in time";
            case java.net.UnknownHostException _, java.net.ConnectException _ -> "cannot connect";
            case IllegalArgumentException _, IOException _ -> "no sensible answer";
            default -> "no answer: " + failure.getClass().getSimpleName();
        };
    }

    @Override
    public void destroy() throws IOException {
        threads.dispose();
        transport.shutdown();
    }

    private <T extends GenericJson> Reply<T> call(
            Presented presented, String url, HttpContent content, Class<T> type, Extra extra)
            throws IOException {
        if (!places.take(presented.widget().id(), presented.client())) {
            throw new BusyException();
        }
        try {
            HttpRequest request =
                    requests.buildPostRequest(
                            new com.google.api.client.http.GenericUrl(url), content);
            extra.to(request);
            return read(request.execute(), type);
        } finally {
            places.leave(presented.widget().id(), presented.client());
        }
    }

    private static <T extends GenericJson> Reply<T> read(HttpResponse response, Class<T> type)
            throws IOException {
        try {
            var in = response.getContent();
            byte[] bytes = in == null ? new byte[0] : in.readNBytes(LARGEST_ANSWER);
            int status = response.getStatusCode();
            return new Reply<>(status, parse(bytes, type, status));
        } finally {
            response.disconnect();
        }
    }

    private static <T extends GenericJson> T parse(byte[] bytes, Class<T> type, int status)
            throws IOException {
        try {
            T body =
                    JSON.fromInputStream(
                            new ByteArrayInputStream(bytes), StandardCharsets.UTF_8, type);
            if (body != null) {
                return body;
            }
            throw new IOException("empty");
        } catch (IOException | IllegalArgumentException e) {
            if (status >= BAD_REQUEST && status < SERVER_ERROR) {
                return Types.newInstance(type);
            }
            throw e;
        }
    }

    private void prepare(HttpRequest request) {
        int millis = (int) patience.toMillis();
        request.setConnectTimeout(millis)
                .setReadTimeout(millis)
                .setNumberOfRetries(0)
                .setFollowRedirects(false)
                .setThrowExceptionOnExecuteError(false)
                .setLoggingEnabled(false)
                .setCurlLoggingEnabled(false)
                .setSuppressUserAgentSuffix(true);
        request.getHeaders().setUserAgent("otp-widget");
    }

    /** There are too many calls under way already. */
    static final class BusyException extends IOException {

        private static final long serialVersionUID = 1;
    }
}
