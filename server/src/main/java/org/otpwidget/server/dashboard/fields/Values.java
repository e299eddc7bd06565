package org.otpwidget.server.dashboard.fields;

import org.otpwidget.server.dashboard.fields.Field.Kind;
import org.springframework.util.MultiValueMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns a field's value from JSON into what a form shows, and from what was sent into JSON. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

    private Values() {}

    /** What a form shows: the ticked words, or one text. */
    static List<String> shown(Field field, JsonNode value, ZoneId zone) {
        return switch (field.kind()) {
            case CHOICES -> value.values().stream().map(JsonNode::asString).toList();
            case LIST ->
                    List.of(
                            value.values().stream()
                                    .map(JsonNode::asString)
                                    .collect(Collectors.joining("\n")));
            case PAIRS ->
                    List.of(
                            value.properties().stream()
                                    .map(pair -> pair.getKey() + " = " + pair.getValue().asString())
                                    .collect(Collectors.joining("\n")));
            case TIME -> List.of(minutes(text(value), zone));
            case SECRET -> List.of();
            case TEXT, LINES, NUMBER, FLAG, CHOICE, COLOR -> List.of(text(value));
        };
    }

    /** The same of what was sent. */
    static List<String> sent(Field field, MultiValueMap<String, String> sent) {
        if (field.kind() == Kind.CHOICES) {
            return sent.getOrDefault(field.path(), List.of());
        }
        return field.kind() == Kind.SECRET ? List.of() : List.of(raw(field, sent));
    }

    /**
     * The JSON of what was sent; empty when nothing was.
     *
     * @param before what stood there
     */
    static Optional<JsonNode> json(
            Field field, MultiValueMap<String, String> sent, JsonNode before, ZoneId zone) {
        String text = raw(field, sent).strip();
        return switch (field.kind()) {
            case FLAG -> Optional.of(JSON.booleanNode(text.equals("true")));
            case CHOICES -> {
                var list = JSON.arrayNode();
                sent.getOrDefault(field.path(), List.of()).forEach(list::add);
                // Under a parent, no tick at all means that the whole object is not there.
                yield list.isEmpty() && field.parent().isPresent()
                        ? Optional.empty()
                        : Optional.of(list);
            }
            case LIST -> {
                var list = JSON.arrayNode();
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(list::add);
                yield Optional.of(list);
            }
            case PAIRS -> {
                var pairs = JSON.objectNode();
                text.lines()
                        .filter(line -> !line.isBlank())
                        .forEach(
                                line -> {
                                    int equals = line.indexOf('=');
                                    String name = equals < 0 ? line : line.substring(0, equals);
                                    String value = equals < 0 ? "" : line.substring(equals + 1);
                                    pairs.put(name.strip(), value.strip());
                                });
                // As with choices: no pair at all doesn't make the object that they stand in.
                yield pairs.isEmpty() && field.parent().isPresent()
                        ? Optional.empty()
                        : Optional.of(pairs);
            }
            case NUMBER -> text.isEmpty() ? Optional.empty() : Optional.of(number(text));
            case TIME ->
                    text.isEmpty()
                            ? Optional.empty()
                            // The form told neither seconds nor which of two equal hours.
                            : Optional.of(
                                    text.equals(minutes(text(before), zone))
                                            ? before
                                            : JSON.stringNode(time(text, zone)));
            case TEXT, LINES, SECRET, CHOICE, COLOR ->
                    text.isEmpty() ? Optional.empty() : Optional.of(JSON.stringNode(text));
        };
    }

    /** Browsers send line breaks as CR LF. */
    private static String raw(Field field, MultiValueMap<String, String> sent) {
        return Objects.requireNonNullElse(sent.getFirst(field.path()), "").replace("\r\n", "\n");
    }

    /** What is no such number stays a text, which the room refuses with its own words. */
    private static JsonNode number(String text) {
        if (text.matches("-?\\d{1,9}")) {
            return JSON.numberNode(Integer.parseInt(text));
        }
        return text.matches("\\d{1,9}\\.\\d{1,9}")
                ? JSON.numberNode(new BigDecimal(text))
                : JSON.stringNode(text);
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.asString();
    }

    private static String minutes(String time, ZoneId zone) {
        try {
            return MINUTES.format(Instant.parse(time).atZone(zone));
        } catch (DateTimeException _) {
            return time;
        }
    }

    /** What is no such time stays as it is, which the room refuses with its own words. */
    private static String time(String text, ZoneId zone) {
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant().toString();
        } catch (DateTimeException _) {
            return text;
        }
    }
}
