package org.otpwidget.server.delivery;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.SealBrokenException;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.Channel;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads rows that were leased, and opens the code in them, which is sealed to the request's id. */
final class LeasedRows {

    private static final TypeReference<Map<String, String>> VARIABLES = new TypeReference<>() {};

    private final Secrets secrets;
    private final JsonMapper json = new JsonMapper();

    LeasedRows(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * A row, and the message in it.
     *
     * @param message null when its code cannot be opened
     */
    record LeasedRow(long id, @Nullable Queued message) {}

    LeasedRow read(Readable row) {
        long id = required(row, "id", Long.class);
        String requestId = required(row, "request_id", String.class);
        try {
            return new LeasedRow(id, message(row, id, requestId, open(row, requestId)));
        } catch (SealBrokenException | IllegalArgumentException _) {
            return new LeasedRow(id, null);
        }
    }

    private Queued message(Readable row, long id, String requestId, SecretText code) {
        String variables = row.get("variables", String.class);
        return new Queued(
                id,
                requestId,
                required(row, "account_id", Long.class),
                required(row, "widget_id", String.class),
                Objects.requireNonNullElse(row.get("widget_name", String.class), ""),
                row.get("caller_id", String.class),
                Channel.ofCode(required(row, "channel", Integer.class)).orElseThrow(),
                required(row, "recipient", String.class),
                row.get("lang", String.class),
                row.get("host", String.class),
                variables == null ? Map.of() : json.readValue(variables, VARIABLES),
                code,
                required(row, "expires_at", Instant.class),
                required(row, "due_at", Instant.class),
                required(row, "attempts", Integer.class),
                tried(row));
    }

    private static List<String> tried(Readable row) {
        String[] tried = row.get("tried", String[].class);
        return tried == null ? List.of() : List.of(tried);
    }

    private SecretText open(Readable row, String requestId) {
        byte[] code =
                secrets.open(
                        Purpose.OUTBOX,
                        Sealed.of(required(row, "secret", byte[].class)),
                        requestId.getBytes(StandardCharsets.UTF_8));
        return SecretText.of(new String(code, StandardCharsets.UTF_8));
    }
}
