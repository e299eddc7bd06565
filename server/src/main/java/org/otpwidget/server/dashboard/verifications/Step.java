package org.otpwidget.server.dashboard.verifications;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.report.Event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of the timeline.
 *
 * @param word of its text, {@code event.<word>}
 * @param tone good, bad, wait or off, as badges have it
 * @param waitKey of the text that tells how long after the line before, or null
 * @param waited that time, for the text
 */
record Step(
        Event event, String word, String tone, @Nullable String waitKey, @Nullable String waited) {

    private static final long SECOND = 1000;

    static List<Step> of(List<Event> events) {
        var steps = new ArrayList<Step>();
        Instant last = null;
        for (Event event : events) {
            steps.add(of(event, last));
            last = event.at() == null ? last : event.at();
        }
        return steps;
    }

    private static Step of(Event event, @Nullable Instant last) {
        String word = word(event);
        Instant at = event.at();
        if (at == null || last == null) {
            return new Step(event, word, tone(event), null, null);
        }
        var time = Duration.between(last, at);
        if (time.toMinutes() >= 1) {
            return new Step(event, word, tone(event), "event.after.minutes", minutes(time));
        }
        return time.toSeconds() >= 1
                ? new Step(event, word, tone(event), "event.after.seconds", seconds(time))
                : new Step(
                        event,
                        word,
                        tone(event),
                        "event.after.millis",
                        Long.toString(Math.max(0, time.toMillis())));
    }

    private static String word(Event event) {
        return event.kind() == Event.Kind.ASKED && event.channel() == null
                ? "asked.unsent"
                : event.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String seconds(Duration time) {
        double seconds = time.toMillis() / (double) SECOND;
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f" : "%.0f", seconds);
    }

    private static String minutes(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }

    private static String tone(Event event) {
        return switch (event.kind()) {
            case DELIVERED, VERIFIED, EXCHANGED -> "good";
            case FAILED, UNSENT, WRONG, EXCEEDED, VOIDED -> "bad";
            case QUEUED -> "wait";
            case ASKED, RESENT, SENT, DEMO, INVISIBLE, EXPIRED -> "off";
        };
    }
}
