package org.otpwidget.server.verification.live;

import static org.otpwidget.server.database.Column.required;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.verification.live.LiveState.Status;
import org.otpwidget.server.widget.Channel;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;

/**
 * A request as it was when it was read.
 *
 * @param status pending also when it has expired since
 * @param redirected whether the browser that asked confirmed, and has the access token
 * @param fixedLine whether it goes to a number that takes calls only
 */
record LiveRow(
        LiveKey key,
        Status status,
        Instant expiresAt,
        boolean openedByScanner,
        boolean redirected,
        boolean fixedLine,
        int retriesLeft,
        List<Message> messages) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Message>> MESSAGES = new TypeReference<>() {};

    /** Of table {@code message}. */
    record Message(
            int channel,
            String status,
            int attempts,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("sent_at") @Nullable Instant sentAt,
            @JsonProperty("finished_at") @Nullable Instant finishedAt,
            @Nullable String cause) {

        Channel over() {
            return Channel.ofCode(channel).orElseThrow();
        }

        boolean failed() {
            return status.equals("failed") || status.equals("expired");
        }

        boolean onItsWay() {
            return status.equals("queued") || status.equals("sent");
        }

        LiveMessage shown() {
            Instant at = finishedAt == null ? sentAt : finishedAt;
            return new LiveMessage(
                    Integer.toString(channel), status, at == null ? createdAt : at, cause);
        }
    }

    static LiveRow of(Readable row) {
        String identifier = required(row, "identifier", String.class);
        return new LiveRow(
                new LiveKey(
                        required(row, "id", String.class),
                        required(row, "widget_id", String.class)),
                Status.valueOf(required(row, "status", String.class)),
                required(row, "expires_at", Instant.class),
                required(row, "opened_by_scanner", Boolean.class),
                required(row, "redirected", Boolean.class),
                Identifiers.isFixedLine(identifier),
                required(row, "retries_left", Integer.class),
                JSON.readValue(required(row, "messages", String.class), MESSAGES));
    }
}
