package org.otpwidget.server.verification.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.verification.live.LiveState.Hint;
import org.otpwidget.server.verification.live.LiveState.Status;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;
import java.util.List;

class LiveRulesTests {

    private static final Instant ASKED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant END = ASKED.plusSeconds(600);
    private static final List<Channel> ALL =
            List.of(Channel.SMS, Channel.WHATSAPP, Channel.VOICE, Channel.EMAIL);

    @ParameterizedTest
    @CsvSource({
        // channel, status, attempts, cause, fixed line, seconds, hint, next channel
        "11, queued, 0, , false, 0, ,",
        "11, queued, 1, , false, 2, PROVIDER_TROUBLE,",
        "11, queued, 0, , false, 20, PROVIDER_TROUBLE, 12",
        "11, sent, 0, , false, 19, ,",
        "11, sent, 0, , false, 20, CARRIER_DELAY, 12",
        "12, sent, 0, , false, 20, CARRIER_DELAY, 11",
        "11, sent, 0, , true, 20, WRONG_KIND, 4",
        "4, sent, 0, , true, 20, CARRIER_DELAY,",
        "3, sent, 0, , false, 20, ,",
        "11, delivered, 0, , false, 60, ,",
        "11, failed, 0, , false, 1, PROVIDER_TROUBLE, 12",
        "11, failed, 0, bad_recipient, false, 1, BAD_RECIPIENT, 12",
        "11, failed, 0, bad_recipient, true, 1, WRONG_KIND, 4",
        "11, failed, 0, unsubscribed, false, 1, UNSUBSCRIBED, 12",
        "11, failed, 0, refused, false, 1, PROVIDER_TROUBLE, 12",
        "11, expired, 3, , false, 1, PROVIDER_TROUBLE, 12",
        "3, failed, 0, bad_recipient, false, 1, BAD_RECIPIENT,",
    })
    void tellsWhyNothingCameAndWhatMayHelp(
            int channel,
            String status,
            int attempts,
            @Nullable String cause,
            boolean fixedLine,
            long seconds,
            @Nullable Hint hint,
            @Nullable String next) {
        var message = message(channel, status, attempts, cause);
        var state = LiveRules.state(row(fixedLine, 1, message), ALL, ASKED.plusSeconds(seconds));
        assertThat(state.hint()).isEqualTo(hint);
        assertThat(state.nextChannel()).isEqualTo(next);
        var used = LiveRules.state(row(fixedLine, 0, message), ALL, ASKED.plusSeconds(seconds));
        assertThat(used.nextChannel()).isNull();
    }

    @Test
    void aChannelThatFailedForGoodIsNotNamedAgain() {
        var state =
                LiveRules.state(
                        row(
                                false,
                                1,
                                message(12, "failed", 0, "unsubscribed"),
                                message(11, "failed", 0, null)),
                        ALL,
                        ASKED);
        assertThat(state.nextChannel()).isEqualTo("4");
    }

    @Test
    void expiresByTheClockAndThenSaysNothingMore() {
        var row = row(false, 1, message(11, "sent", 0, null));
        assertThat(LiveRules.nextChange(row, ASKED)).isEqualTo(ASKED.plusSeconds(20));
        assertThat(LiveRules.nextChange(row, ASKED.plusSeconds(20))).isEqualTo(END);
        var over = LiveRules.state(row, ALL, END);
        assertThat(over.status()).isEqualTo(Status.EXPIRED);
        assertThat(over.hint()).isNull();
        assertThat(over.isFinal()).isTrue();
    }

    private static LiveRow row(boolean fixedLine, int retriesLeft, LiveRow.Message... messages) {
        return new LiveRow(
                new LiveKey("a", "w"),
                Status.PENDING,
                END,
                false,
                false,
                fixedLine,
                retriesLeft,
                List.of(messages));
    }

    private static LiveRow.Message message(
            int channel, String status, int attempts, @Nullable String cause) {
        return new LiveRow.Message(channel, status, attempts, ASKED, null, null, cause);
    }
}
