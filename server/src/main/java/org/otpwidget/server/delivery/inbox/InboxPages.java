package org.otpwidget.server.delivery.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The inbox over HTTP: as a page, as JSON, and as a stream of changes. */
final class InboxPages implements ApplicationListener<ContextClosedEvent> {

    /** How often the database is asked for other nodes' messages, while someone looks. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final Inbox inbox;
    private final Clock clock;
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private final Flux<Long> newestIds;

    InboxPages(Inbox inbox, Clock clock, Scheduler scheduler) {
        this.inbox = inbox;
        this.clock = clock;
        this.newestIds =
                Flux.merge(Flux.interval(Duration.ZERO, LOOK, scheduler), inbox.changes())
                        .onBackpressureLatest()
                        .concatMap(tick -> inbox.newestId().onErrorComplete(), 1)
                        .distinctUntilChanged()
                        .replay(1)
                        .refCount();
    }

    /** {@code GET /inbox?to=}: the page. */
    Mono<ServerResponse> page(ServerRequest request) {
        String to = request.queryParam("to").orElse("").strip();
        return inbox.newest(canonical(to))
                .map(message -> InboxCard.of(message, clock.instant()))
                .collectList()
                .flatMap(
                        cards ->
                                secured(
                                                "default-src 'none'; script-src 'self'; style-src"
                                                    + " 'self'; img-src 'self'; connect-src 'self';"
                                                    + " frame-src 'self'; base-uri 'none';"
                                                    + " form-action 'self'; frame-ancestors 'none';"
                                                    + " trusted-types 'none';"
                                                    + " require-trusted-types-for 'script'")
                                        .contentType(MediaType.TEXT_HTML)
                                        .render("inbox", Map.of("cards", cards, "to", to)));
    }

    /** {@code GET /inbox/messages?to=}: the newest hundred, newest first. */
    Mono<ServerResponse> messages(ServerRequest request) {
        return inbox.newest(canonical(request.queryParam("to").orElse("")))
                .collectList()
                .flatMap(
                        messages ->
                                ServerResponse.ok()
                                        .cacheControl(CacheControl.noStore())
                                        .bodyValue(new Messages(messages)));
    }

    /** {@code GET /inbox/messages/{id}/html}: a mail's HTML part, where it can do nothing. */
    Mono<ServerResponse> html(ServerRequest request) {
        String id = request.pathVariable("id");
        if (!ID.matcher(id).matches()) {
            return ServerResponse.notFound().build();
        }
        return inbox.find(Long.parseLong(id))
                .mapNotNull(InboxMessage::html)
                .flatMap(
                        html ->
                                secured(
                                                "sandbox; default-src 'none'; style-src"
                                                    + " 'unsafe-inline'; frame-ancestors 'self'")
                                        .contentType(MediaType.TEXT_HTML)
                                        .bodyValue(html))
                .switchIfEmpty(ServerResponse.notFound().build());
    }

    /** {@code GET /inbox/stream}: the newest message's id, now and whenever it changes. */
    Mono<ServerResponse> stream(ServerRequest request) {
        var events =
                newestIds
                        .map(id -> ServerSentEvent.builder(Long.toString(id)).build())
                        .takeUntilOther(closing.asMono());
        return ServerResponse.ok()
                .cacheControl(CacheControl.noStore())
                .body(BodyInserters.fromServerSentEvents(events));
    }

    /** {@code DELETE /inbox/messages?to=}: those to a recipient, or all. */
    Mono<ServerResponse> clear(ServerRequest request) {
        return inbox.clear(canonical(request.queryParam("to").orElse("")))
                .then(ServerResponse.noContent().build());
    }

    /** {@code POST /inbox/clear}: the same for a form, which comes back to what it showed. */
    Mono<ServerResponse> clearAndReturn(ServerRequest request) {
        return request.formData()
                .map(form -> Objects.requireNonNullElse(form.getFirst("to"), "").strip())
                .flatMap(to -> inbox.clear(canonical(to)).thenReturn(address(to)))
                .flatMap(address -> ServerResponse.seeOther(address).build());
    }

    private static URI address(String to) {
        return URI.create(to.isEmpty() ? "/inbox" : "/inbox?to=" + URLEncoder.encode(to, UTF_8));
    }

    /** Ends the streams, which a graceful stop would wait for. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        var _ = closing.tryEmitEmpty();
    }

    /** The spelling that messages are kept under; null for no one in particular. */
    private static @Nullable String canonical(String to) {
        if (to.isBlank()) {
            return null;
        }
        return switch (Identifiers.parse(to, true, true)) {
            case Parsed.Accepted accepted -> accepted.identifier().value();
            case Parsed.Rejected _ -> to.strip();
        };
    }

    private static ServerResponse.BodyBuilder secured(String policy) {
        return ServerResponse.ok()
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin");
    }

    /** The JSON answer. */
    private record Messages(List<InboxMessage> messages) {

        Messages {
            Objects.requireNonNull(messages);
        }
    }
}
