package org.otpwidget.server.delivery.inbox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A message as the page shows it.
 *
 * @param channel the channel's name for people
 * @param pieces the text, cut where the code is
 * @param age how long ago it came, in words
 */
record InboxCard(InboxMessage message, String channel, List<Piece> pieces, String age) {

    /** Some text that is the code, or is not. */
    record Piece(String text, boolean code) {}

    /** What cuts a text into words. */
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    static InboxCard of(InboxMessage message, Instant now) {
        String channel =
                switch (message.channel()) {
                    case SMS -> "SMS";
                    case WHATSAPP -> "WhatsApp";
                    case VOICE -> "Phone call";
                    case EMAIL -> "E-mail";
                };
        return new InboxCard(
                message,
                channel,
                pieces(shown(message), Objects.requireNonNullElse(link(message), message.code())),
                age(Duration.between(message.createdAt(), now)));
    }

    /** Where the message's link leads, or null for one with a code. */
    public @Nullable String link() {
        return link(message);
    }

    /** A mail to an operator has only the secret end of its link for a code, which nobody types. */
    private static @Nullable String link(InboxMessage message) {
        String code = message.code();
        if (code.contains("://") || code.chars().allMatch(Character::isDigit)) {
            return code.contains("://") ? code : null;
        }
        return BLANKS.splitAsStream(message.text())
                .filter(word -> word.contains("://") && word.endsWith(code))
                .findFirst()
                .orElse(null);
    }

    /** Where the page finds the mail's HTML part, or null. */
    public @Nullable String htmlPath() {
        return message.html() == null ? null : "/inbox/messages/" + message.id() + "/html";
    }

    /** The text without WhatsApp's marks for bold, which the page has its own way to show. */
    private static String shown(InboxMessage message) {
        return message.text().strip().replace("*" + message.code() + "*", message.code());
    }

    private static List<Piece> pieces(String text, String code) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        for (int at = text.indexOf(code); at >= 0; at = text.indexOf(code, from)) {
            pieces.add(new Piece(text.substring(from, at), false));
            pieces.add(new Piece(code, true));
            from = at + code.length();
        }
        pieces.add(new Piece(text.substring(from), false));
        pieces.removeIf(piece -> piece.text().isEmpty());
        return pieces;
    }

    private static String age(Duration age) {
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return count(age.toMinutes(), "minute");
        }
        return age.toDays() < 1 ? count(age.toHours(), "hour") : count(age.toDays(), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s") + " ago";
    }
}
