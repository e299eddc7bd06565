package org.otpwidget.server.verification.web;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.problem.Envelope;
import org.otpwidget.server.problem.HttpProblem;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.verification.Platform;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The HTTP edge of contract section 1. Paths match without regard to case; bodies are JSON whatever
 * their type says; every answer is JSON, a logical failure with status 200 included.
 */
@Configuration
class WidgetRoutes {

    private static final String BASE = "/api/v5/widget/";

    private static final Set<String> NAMES =
            Set.of(
                    "getwidgetprocess",
                    "captchachallenge",
                    "sendotp",
                    "sendotpmobile",
                    "invisible",
                    "retryotp",
                    "verifyotp",
                    "isonetapauthenticated",
                    "requeststate",
                    "requestevents",
                    "verifyaccesstoken");

    private record Reply(HttpStatus status, Map<String, Object> body) {}

    private final WidgetCalls calls;
    private final LiveCalls live;
    private final ClientIp clientIp;
    private final CallMetrics metrics;
    private final JsonMapper json;

    WidgetRoutes(
            WidgetCalls calls,
            LiveCalls live,
            ClientIp clientIp,
            CallMetrics metrics,
            JsonMapper json) {
        this.calls = calls;
        this.live = live;
        this.clientIp = clientIp;
        this.metrics = metrics;
        this.json = json;
    }

    @Bean
    RouterFunction<ServerResponse> widgetCallRoutes() {
        return route(request -> path(request).startsWith(BASE), this::handle);
    }

    private Mono<ServerResponse> handle(ServerRequest request) {
        long start = System.nanoTime();
        String name = path(request).substring(BASE.length());
        if (!NAMES.contains(name)) {
            return respond(refusal(name, Problems.NO_SUCH_PATH.refused()));
        }
        if (name.equals("requestevents") && request.method().equals(HttpMethod.GET)) {
            return call(request)
                    .flatMap(live::events)
                    .flatMap(WidgetRoutes::stream)
                    .onErrorResume(failure -> respond(refusal(name, failure)));
        }
        return call(request)
                .flatMap(call -> answer(name, request.method(), call))
                .map(answer -> new Reply(HttpStatus.OK, answer))
                .onErrorResume(failure -> Mono.just(refusal(name, failure)))
                .doOnNext(
                        reply ->
                                metrics.record(
                                        name,
                                        reply.body(),
                                        Duration.ofNanos(System.nanoTime() - start)))
                .flatMap(WidgetRoutes::respond);
    }

    private Mono<Call> call(ServerRequest request) {
        return body(request)
                .map(
                        bytes ->
                                new Call(
                                        request,
                                        CallFields.parse(json, bytes),
                                        clientIp.of(request.exchange().getRequest())));
    }

    /** Proxies that gather answers before they pass them on are told not to. */
    private static Mono<ServerResponse> stream(Flux<ServerSentEvent<String>> events) {
        return ServerResponse.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(BodyInserters.fromServerSentEvents(events));
    }

    private Mono<Map<String, Object>> answer(String name, HttpMethod method, Call call) {
        if (name.equals("getwidgetprocess")) {
            return calls.widgetProcess(call);
        }
        if (name.startsWith("request")) {
            return method.equals(HttpMethod.GET)
                    ? live.state(call)
                    : Problems.methodNotAllowed("Use GET for this call.").signal();
        }
        if (name.equals("captchachallenge")) {
            return calls.challenge(call);
        }
        if (name.equals("invisible")) {
            return calls.invisible(call);
        }
        if (!method.equals(HttpMethod.POST)) {
            return Problems.methodNotAllowed("Use POST for this call.").signal();
        }
        return switch (name) {
            case "sendotp" -> calls.send(call, Platform.WEB);
            case "sendotpmobile" -> calls.send(call, Platform.MOBILE);
            case "retryotp" -> calls.retry(call);
            case "verifyotp" -> calls.verify(call);
            case "isonetapauthenticated" -> calls.pending(call);
            case "verifyaccesstoken" -> calls.exchange(call);
            default -> throw new IllegalStateException(name);
        };
    }

    /** The bytes as they are: a reader would look at the type, and fail over one it cannot read. */
    private static Mono<byte[]> body(ServerRequest request) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()))
                .map(WidgetRoutes::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static String path(ServerRequest request) {
        return request.path().toLowerCase(Locale.ROOT);
    }

    private static Reply refusal(String name, Throwable failure) {
        Problem problem = HttpProblem.of(failure, BASE + name);
        return new Reply(
                status(problem),
                name.equals("getwidgetprocess")
                        ? Envelope.ofWidgetProcess(problem)
                        : Envelope.of(problem));
    }

    /**
     * 200 for all that a client is meant to read; other codes only where no such call exists or the
     * server broke.
     */
    private static HttpStatus status(Problem problem) {
        boolean broken = problem.status() >= HttpStatus.INTERNAL_SERVER_ERROR.value();
        return broken || problem.equals(Problems.NO_SUCH_PATH)
                ? HttpStatus.valueOf(problem.status())
                : HttpStatus.OK;
    }

    /** 303, and no other: Dart follows no other one after a POST. */
    private static Mono<ServerResponse> respond(Reply reply) {
        Object location = reply.body().get(Answers.LOCATION);
        var response =
                location == null
                        ? ServerResponse.status(reply.status())
                        : ServerResponse.seeOther(URI.create(location.toString()));
        return response.contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(reply.body());
    }
}
