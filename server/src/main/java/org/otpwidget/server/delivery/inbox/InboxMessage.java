package org.otpwidget.server.delivery.inbox;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;

/**
 * A kept message, as {@code GET /inbox/messages} shows it. It carries the code, so {@link
 * #toString()} shows nothing.
 *
 * @param from name of the widget that sent it
 * @param lang language that it is written in
 */
record InboxMessage(
        String id,
        Channel channel,
        String to,
        @JsonIgnore String from,
        @JsonIgnore String lang,
        @Nullable String subject,
        String text,
        @Nullable String html,
        String code,
        Instant createdAt,
        String reqId) {

    @Override
    public String toString() {
        return "InboxMessage[id=" + id + "]";
    }
}
