package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.verification.AddressGate;
import org.otpwidget.server.verification.Platform;
import org.otpwidget.server.verification.live.LiveRequests;
import org.otpwidget.server.verification.live.LiveState;
import org.otpwidget.server.verification.web.Callers.Admitted;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells a page what becomes of its request: {@code requestState} once, {@code requestEvents} as
 * server-sent events. Both are no hits of the token's throttle rule.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
@Component
final class LiveCalls {

    private static final ServerSentEvent<String> BEAT =
            ServerSentEvent.<String>builder().comment("").build();
    private static final ServerSentEvent<String> END =
            ServerSentEvent.<String>builder().event("end").data("{}").build();

    private final Callers callers;
    private final AddressGate addresses;
    private final LiveRequests requests;
    private final JsonMapper json;

    LiveCalls(Callers callers, AddressGate addresses, LiveRequests requests, JsonMapper json) {
        this.callers = callers;
        this.addresses = addresses;
        this.requests = requests;
        this.json = json;
    }

    Mono<Map<String, Object>> state(Call call) {
        return admitted(call)
                .flatMap(admitted -> found(admitted, call).map(state -> body(call.reqId(), state)));
    }

    /** The events; an error before the first of them where there is nothing to tell. */
    Mono<Flux<ServerSentEvent<String>>> events(Call call) {
        return admitted(call)
                .filter(admitted -> requests.hasRoom(admitted.widget(), call.reqId()))
                .switchIfEmpty(Problems.UNAVAILABLE.signal())
                .flatMap(
                        admitted ->
                                found(admitted, call)
                                        .map(
                                                _ ->
                                                        events(
                                                                requests.states(
                                                                        admitted.widget(),
                                                                        call.reqId()))));
    }

    private Mono<Admitted> admitted(Call call) {
        return callers.admit(call, Platform.WEB)
                .delayUntil(
                        admitted ->
                                addresses
                                        .refusal(admitted.caller())
                                        .flatMap(no -> no.problem().signal()));
    }

    private Mono<LiveState> found(Admitted admitted, Call call) {
        return requests.state(admitted.widget(), call.reqId())
                .switchIfEmpty(Problems.NO_REQUEST.signal());
    }

    private Flux<ServerSentEvent<String>> events(Flux<LiveState> states) {
        return Flux.defer(
                () -> {
                    var last = new AtomicReference<LiveState>();
                    return states.map(
                                    state ->
                                            state.equals(last.getAndSet(state))
                                                    ? BEAT
                                                    : event(state))
                            .concatWith(Mono.fromSupplier(() -> end(last.get())));
                });
    }

    /** Only of a request that is over: where a node stops, the page shall come back to another. */
    private static @Nullable ServerSentEvent<String> end(@Nullable LiveState last) {
        return last != null && last.isFinal() ? END : null;
    }

    private ServerSentEvent<String> event(LiveState state) {
        return ServerSentEvent.<String>builder()
                .event("state")
                .data(json.writeValueAsString(state))
                .build();
    }

    private static Map<String, Object> body(String reqId, LiveState state) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "success");
        body.put("message", reqId);
        body.put("state", state);
        return body;
    }
}
