package org.otpwidget.server.dashboard.fields;

import org.otpwidget.server.dashboard.fields.Field.Kind;
import org.springframework.util.MultiValueMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns a field's value from JSON into what a form shows, and from what was sent into JSON. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MINUTES = "2030-01-31T12:00".length();

    private Values() {}

    /** What a form shows: the ticked words, or one text. */
    static List<String> shown(Field field, JsonNode value) {
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
            case TIME -> List.of(minutes(text(value)));
            case SECRET -> List.of();
            case TEXT, LINES, NUMBER, FLAG, CHOICE -> List.of(text(value));
        };
    }

    /** The same of what was sent. */
    static List<String> sent(Field field, MultiValueMap<String, String> sent) {
        if (field.kind() == Kind.CHOICES) {
            return sent.getOrDefault(field.path(), List.of());
        }
        return field.kind() == Kind.SECRET ? List.of() : List.of(raw(field, sent));
    }

    /** The JSON of what was sent; empty when nothing was. */
    static Optional<JsonNode> json(Field field, MultiValueMap<String, String> sent) {
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
                            : Optional.of(
                                    JSON.stringNode(
                                            text.length() == MINUTES ? text + ":00Z" : text));
            case TEXT, LINES, SECRET, CHOICE ->
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

    private static String minutes(String time) {
        return time.length() > MINUTES ? time.substring(0, MINUTES) : time;
    }
}
