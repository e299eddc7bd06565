package org.otpwidget.server.report;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.report.Event.Kind;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A message of a request, as its row tells. */
record SentMessage(
        Channel channel,
        String status,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant finishedAt,
        @Nullable String provider,
        @Nullable String reason,
        @Nullable String cause) {

    /**
     * What happened to it, in order.
     *
     * @param first whether it is the request's first message
     */
    List<Event> events(boolean first) {
        var events = new ArrayList<Event>();
        events.add(
                new Event(
                        first ? Kind.ASKED : Kind.RESENT,
                        createdAt,
                        channel,
                        null,
                        null,
                        null,
                        null));
        if (sentAt != null) {
            events.add(event(Kind.SENT, sentAt, null));
        }
        switch (status) {
            case "queued" -> events.add(event(Kind.QUEUED, null, reason));
            case "delivered" -> events.add(event(Kind.DELIVERED, finishedAt, null));
            case "failed" -> events.add(event(Kind.FAILED, finishedAt, reason));
            case "expired" -> events.add(event(Kind.UNSENT, null, reason));
            default -> {}
        }
        return events;
    }

    private Event event(Kind kind, @Nullable Instant at, @Nullable String words) {
        return new Event(kind, at, channel, provider, words, cause, null);
    }
}
