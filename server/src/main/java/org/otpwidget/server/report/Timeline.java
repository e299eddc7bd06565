package org.otpwidget.server.report;

import org.otpwidget.server.report.Event.Kind;
import org.otpwidget.server.report.Verification.State;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A request with all that happened to it.
 *
 * @param events in the order of their happening; wrong codes are counted, not timed, and stand
 *     before what they led to
 */
public record Timeline(Verification verification, List<Event> events) {

    private record Placed(Instant at, Event event) {}

    /**
     * Puts the parts together.
     *
     * @param messages in the order of their making
     */
    static Timeline of(Verification verification, List<SentMessage> messages, Instant now) {
        var events = new ArrayList<>(ofMessages(verification, messages));
        if (verification.demo()) {
            events.add(Event.of(Kind.DEMO, null));
        }
        if (verification.invisible()) {
            events.add(Event.of(Kind.INVISIBLE, null));
        }
        if (verification.wrongCodes() > 0) {
            events.add(Event.wrong(verification.wrongCodes()));
        }
        if (verification.verifiedAt() != null) {
            events.add(Event.of(Kind.VERIFIED, verification.verifiedAt()));
        } else if (verification.voidedAt() != null) {
            events.add(Event.of(Kind.VOIDED, verification.voidedAt()));
        } else if (verification.state() == State.EXCEEDED) {
            events.add(Event.of(Kind.EXCEEDED, null));
        } else if (!verification.expiresAt().isAfter(now)) {
            events.add(Event.of(Kind.EXPIRED, verification.expiresAt()));
        }
        if (verification.exchangedAt() != null) {
            events.add(Event.of(Kind.EXCHANGED, verification.exchangedAt()));
        }
        return new Timeline(verification, List.copyOf(events));
    }

    /** Receipts come when they like, also after the next message was asked for. */
    private static List<Event> ofMessages(Verification verification, List<SentMessage> messages) {
        var placed = new ArrayList<Placed>();
        if (messages.isEmpty()) {
            return List.of(Event.of(Kind.ASKED, verification.createdAt()));
        }
        for (SentMessage message : messages) {
            Instant last = message.createdAt();
            for (Event event : message.events(placed.isEmpty())) {
                last = Objects.requireNonNullElse(event.at(), last);
                placed.add(new Placed(last, event));
            }
        }
        return placed.stream().sorted(Comparator.comparing(Placed::at)).map(Placed::event).toList();
    }
}
