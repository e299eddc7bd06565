package org.otpwidget.server.verification.live;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.verification.live.LiveState.Hint;
import org.otpwidget.server.verification.live.LiveState.Status;
import org.otpwidget.server.widget.Channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a page gets to know of a request, by the time and by what the widget allows. */
final class LiveRules {

    /** Most messages arrive sooner. */
    static final Duration SLOW = Duration.ofSeconds(20);

    private static final Set<Channel> WRITTEN = Set.of(Channel.SMS, Channel.WHATSAPP);

    private LiveRules() {}

    /**
     * The state at a time.
     *
     * @param resend channels that a resend may take now
     */
    static LiveState state(LiveRow row, List<Channel> resend, Instant now) {
        boolean expired = row.status() == Status.PENDING && !row.expiresAt().isAfter(now);
        Status status = expired ? Status.EXPIRED : row.status();
        LiveRow.Message last = row.messages().isEmpty() ? null : row.messages().getLast();
        return new LiveState(
                status,
                row.expiresAt(),
                row.messages().stream().map(LiveRow.Message::shown).toList(),
                row.openedByScanner(),
                row.redirected(),
                last == null || status != Status.PENDING
                        ? null
                        : nextChannel(row, last, resend, now),
                last == null || status != Status.PENDING ? null : hint(row, last, now));
    }

    /** When the state changes by itself; null: never. */
    static @Nullable Instant nextChange(LiveRow row, Instant now) {
        if (row.status() != Status.PENDING) {
            return null;
        }
        if (!row.messages().isEmpty() && row.messages().getLast().onItsWay()) {
            Instant slow = row.messages().getLast().createdAt().plus(SLOW);
            if (slow.isAfter(now) && slow.isBefore(row.expiresAt())) {
                return slow;
            }
        }
        return row.expiresAt();
    }

    private static @Nullable Hint hint(LiveRow row, LiveRow.Message last, Instant now) {
        boolean slow = isSlow(last, now);
        if (!last.failed() && !slow && !(last.onItsWay() && last.attempts() > 0)) {
            return null;
        }
        if ("unsubscribed".equals(last.cause())) {
            return Hint.UNSUBSCRIBED;
        }
        if (row.fixedLine() && WRITTEN.contains(last.over())) {
            return Hint.WRONG_KIND;
        }
        if ("bad_recipient".equals(last.cause())) {
            return Hint.BAD_RECIPIENT;
        }
        if (!last.status().equals("sent")) {
            return Hint.PROVIDER_TROUBLE;
        }
        // Mail servers report no delivery, so silence says nothing.
        return slow && last.over() != Channel.EMAIL ? Hint.CARRIER_DELAY : null;
    }

    private static @Nullable String nextChannel(
            LiveRow row, LiveRow.Message last, List<Channel> resend, Instant now) {
        if (row.retriesLeft() <= 0 || !(last.failed() || isSlow(last, now))) {
            return null;
        }
        Set<Channel> hopeless =
                row.messages().stream()
                        .filter(message -> message.cause() != null)
                        .map(LiveRow.Message::over)
                        .collect(Collectors.toSet());
        return resend.stream()
                .filter(channel -> channel.isMobile() == last.over().isMobile())
                .filter(channel -> channel != last.over() && !hopeless.contains(channel))
                .filter(channel -> !row.fixedLine() || !WRITTEN.contains(channel))
                .findFirst()
                .map(channel -> Integer.toString(channel.code()))
                .orElse(null);
    }

    private static boolean isSlow(LiveRow.Message last, Instant now) {
        return last.onItsWay() && !last.createdAt().plus(SLOW).isAfter(now);
    }
}
