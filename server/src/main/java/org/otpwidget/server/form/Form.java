package org.otpwidget.server.form;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON object that is read field by field. Reading never fails: a field that is absent or null
 * yields null or the fallback, one that cannot be used also leaves an error. {@link #check} ends
 * the reading.
 */
public final class Form {

    private static final int ERRORS_SHOWN = 20;
    private static final int NAME_SHOWN = 60;

    private final ObjectNode body;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> fields = new LinkedHashSet<>();
    private final List<Form> parts = new ArrayList<>();

    private Form(ObjectNode body, String path, List<FieldError> errors) {
        this.body = body;
        this.path = path;
        this.errors = errors;
    }

    /** A form over an object. */
    public static Form of(ObjectNode body) {
        return new Form(body, "", new ArrayList<>());
    }

    /** The object in a request's body; refused when there is none. */
    public static Mono<ObjectNode> object(Mono<JsonNode> body) {
        return body.filter(ObjectNode.class::isInstance)
                .cast(ObjectNode.class)
                .switchIfEmpty(
                        Problems.unreadable(
                                        400,
                                        "Send a JSON object, for example"
                                                + " {\"name\": \"Shop\"}.")
                                .signal());
    }

    /** Whether a field is there and not null. */
    public boolean has(String field) {
        return value(field) != null;
    }

    /** A text without control characters, at most so many characters long, without outer blanks. */
    public @Nullable String text(String field, int longest) {
        var value = value(field);
        return value == null ? null : Texts.read(value, longest, message -> refuse(field, message));
    }

    /** Like {@link #text}, but line breaks and tabs may be in it. */
    public @Nullable String lines(String field, int longest) {
        var value = value(field);
        return value == null
                ? null
                : Texts.readLines(value, longest, message -> refuse(field, message));
    }

    /** Like {@link #text}, but an error when there is none; then an empty text. */
    public String requiredText(String field, int longest) {
        int before = errors.size();
        String text = text(field, longest);
        if (text != null && !text.isEmpty()) {
            return text;
        }
        if (errors.size() == before) {
            refuse(field, "This is required: send a text of 1 to " + longest + " characters.");
        }
        return "";
    }

    /** Texts of a list; a list that is too long, or holds something else, is an error. */
    public List<String> texts(String field, int most, int longest) {
        var texts = new ArrayList<String>();
        for (var item : items(field, most)) {
            var text = Texts.read(item, longest, message -> refuse(field, message));
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A whole number in a range, both ends included. */
    public int number(String field, int least, int most, int fallback) {
        var value = value(field);
        if (value == null) {
            return fallback;
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            int number = value.intValue();
            if (number >= least && number <= most) {
                return number;
            }
        }
        refuse(field, "Send a whole number from " + least + " to " + most + ".");
        return fallback;
    }

    /** Like {@link #number}, but an error when there is none; then the least. */
    public int requiredNumber(String field, int least, int most) {
        if (!has(field)) {
            refuse(field, "This is required: a whole number from " + least + " to " + most + ".");
        }
        return number(field, least, most, least);
    }

    /** A number from 0 to 1. */
    public double share(String field, double fallback) {
        var value = value(field);
        if (value == null) {
            return fallback;
        }
        if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1) {
            return value.doubleValue();
        }
        refuse(field, "Send a number from 0 to 1, such as 0.5.");
        return fallback;
    }

    /** True or false. */
    public boolean flag(String field, boolean fallback) {
        var value = value(field);
        if (value == null) {
            return fallback;
        }
        if (!value.isBoolean()) {
            refuse(field, "Send true or false.");
        }
        return value.asBoolean(fallback);
    }

    /** One of an enum's words. */
    public <E extends Enum<E>> @Nullable E word(String field, Class<E> type) {
        var value = value(field);
        return value == null ? null : word(field, value, Words.of(type));
    }

    /** Several of an enum's words, each once; null when the field is absent. */
    public <E extends Enum<E>> @Nullable Set<E> words(String field, Class<E> type) {
        if (!has(field)) {
            return null;
        }
        var words = Words.of(type);
        var chosen = new LinkedHashSet<E>();
        for (var item : items(field, words.size())) {
            var one = word(field, item, words);
            if (one != null) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    /** A time in ISO 8601 with an offset, up to the year 9999. */
    public @Nullable Instant time(String field) {
        var value = value(field);
        return value == null ? null : Texts.time(value, message -> refuse(field, message));
    }

    /** A nested object, whose errors join this form's. */
    public @Nullable Form part(String field) {
        var value = value(field);
        if (value instanceof ObjectNode object) {
            var part = new Form(object, path + field + ".", errors);
            parts.add(part);
            return part;
        }
        if (value != null) {
            refuse(field, "Send a JSON object.");
        }
        return null;
    }

    /** The names that are in the object, for objects whose names are data. */
    public Set<String> names() {
        return new LinkedHashSet<>(body.propertyNames());
    }

    /** Adds an error about a field of this form. */
    public void refuse(String field, String message) {
        errors.add(new FieldError(path + Texts.shorten(field, NAME_SHOWN), message));
    }

    /**
     * Ends the reading; fields that nobody asked for are errors too.
     *
     * @throws org.otpwidget.server.problem.Refused when there are errors
     */
    public void check() {
        refuseUnknown();
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors.stream().distinct().limit(ERRORS_SHOWN).toList())
                    .refused();
        }
    }

    private void refuseUnknown() {
        parts.forEach(Form::refuseUnknown);
        String known = String.join(", ", fields);
        for (var name : names()) {
            if (!fields.contains(name)) {
                refuse(name, "There is no such setting; leave it out. There are: " + known + ".");
            }
        }
    }

    private List<JsonNode> items(String field, int most) {
        var value = value(field);
        if (value == null) {
            return List.of();
        }
        if (value.isArray() && value.size() <= most) {
            return List.copyOf(value.values());
        }
        refuse(field, "Send a list of at most " + most + " texts.");
        return List.of();
    }

    private <E> @Nullable E word(String field, JsonNode value, Map<String, E> words) {
        var chosen = value.isString() ? words.get(value.stringValue()) : null;
        if (chosen == null) {
            refuse(field, "Choose one of: " + String.join(", ", words.keySet()) + ".");
        }
        return chosen;
    }

    private @Nullable JsonNode value(String field) {
        fields.add(field);
        var value = body.get(field);
        return value == null || value.isNull() ? null : value;
    }
}
