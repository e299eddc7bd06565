package org.otpwidget.server.webhook;

import org.otpwidget.server.delivery.OutsideCalls;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** How long a webhook asks to be left alone (RFC 9110, section 10.2.3). */
final class RetryAfter {

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final Duration UNBOUNDED = Duration.ofDays(3650);

    private RetryAfter() {}

    /** What an answer asks for, in seconds or as a date; zero when it doesn't, or not sensibly. */
    static Duration of(OutsideCalls.Answer answer, Instant now) {
        Integer status = answer.status();
        String text = answer.retryAfter();
        if (status == null || text == null || (status != TOO_MANY && status != UNAVAILABLE)) {
            return Duration.ZERO;
        }
        if (text.matches("\\d+")) {
            return text.length() > 9 ? UNBOUNDED : Duration.ofSeconds(Long.parseLong(text));
        }
        return until(text, now);
    }

    private static Duration until(String date, Instant now) {
        try {
            Instant time = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            return time.isAfter(now) ? Duration.between(now, time) : Duration.ZERO;
        } catch (DateTimeException _) {
            return Duration.ZERO;
        }
    }
}
