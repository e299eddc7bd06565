package org.otpwidget.server.dashboard.fields;

import org.otpwidget.server.problem.FieldError;
import org.springframework.util.MultiValueMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A form: which fields it has, in groups. It shows values, and turns what was sent into the JSON
 * that the API would have got, so that the room's own reader checks both.
 *
 * @param name first word of the keys of its texts
 * @param zone where the clocks stand that its times are read from
 */
public record Plan(String name, List<Group> groups, ZoneId zone) {

    /** A form without times, or with times in UTC. */
    public Plan(String name, List<Group> groups) {
        this(name, groups, ZoneOffset.UTC);
    }

    /** A group of fields, with the title {@code <form>.group.<name>}. */
    public record Group(String name, List<Field> fields) {

        /** A group. */
        public static Group of(String name, Field... fields) {
            return new Group(name, List.of(fields));
        }
    }

    /** A form of some groups. */
    public static Plan of(String name, Group... groups) {
        return new Plan(name, List.of(groups));
    }

    /** The same form for people elsewhere. */
    public Plan in(ZoneId other) {
        return new Plan(name, groups, other);
    }

    /** The same form, some of whose fields are other ones for this page. */
    public Plan with(UnaryOperator<Field> change) {
        return each(fields -> fields.map(change));
    }

    /** The same form without some of its fields. */
    public Plan only(Predicate<Field> wanted) {
        return each(fields -> fields.filter(wanted));
    }

    private Plan each(UnaryOperator<Stream<Field>> change) {
        return new Plan(
                name,
                groups.stream()
                        .map(
                                group ->
                                        new Group(
                                                group.name(),
                                                change.apply(group.fields().stream()).toList()))
                        .toList(),
                zone);
    }

    /** The form as it stands after these values. */
    public FormView show(JsonNode values) {
        return show(values, List.of());
    }

    /** The form as it stands after these values, with what is wrong about them. */
    public FormView show(JsonNode values, List<FieldError> errors) {
        return view(field -> Values.shown(field, at(values, field.path()), zone), errors);
    }

    /** The form as it was sent, with what is wrong about it. */
    public FormView show(MultiValueMap<String, String> sent, List<FieldError> errors) {
        return view(field -> Values.sent(field, sent), errors).seeing(FormView.seenIn(sent));
    }

    /**
     * The JSON of what was sent.
     *
     * @param base values of fields that the form doesn't have; it is not changed
     */
    public ObjectNode apply(JsonNode base, MultiValueMap<String, String> sent) {
        var result =
                base instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        Set<String> empty =
                fields().flatMap(field -> field.parent().stream()).collect(Collectors.toSet());
        for (Field field : fields().toList()) {
            var value = Values.json(field, sent, at(base, field.path()), zone);
            if (value.isPresent()) {
                // A tick that isn't there says nothing of the object that it belongs to.
                if (!value.get().isBoolean() || value.get().asBoolean()) {
                    field.parent().ifPresent(empty::remove);
                }
                put(result, field.path(), value.get());
            } else {
                remove(result, field.path());
            }
        }
        empty.forEach(path -> remove(result, path));
        return result;
    }

    /** All fields, in order. */
    public Stream<Field> fields() {
        return groups.stream().flatMap(group -> group.fields().stream());
    }

    private FormView view(Function<Field, List<String>> values, List<FieldError> errors) {
        return new FormView(
                name,
                groups.stream()
                        .map(
                                group ->
                                        new FormView.GroupView(
                                                group.name(),
                                                group.fields().stream()
                                                        .map(
                                                                field ->
                                                                        shown(
                                                                                field,
                                                                                values.apply(field),
                                                                                errors))
                                                        .toList()))
                        .toList(),
                errors,
                null,
                List.of());
    }

    private static FormView.FieldView shown(
            Field field, List<String> values, List<FieldError> errors) {
        return FormView.FieldView.of(field.offering(values), values, errors);
    }

    private static JsonNode at(JsonNode values, String path) {
        JsonNode node = values;
        for (String name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }

    private static void put(ObjectNode target, String path, JsonNode value) {
        int dot = path.lastIndexOf('.');
        ObjectNode parent = target;
        if (dot >= 0) {
            for (String name : path.substring(0, dot).split("\\.", -1)) {
                parent =
                        parent.get(name) instanceof ObjectNode object
                                ? object
                                : parent.putObject(name);
            }
        }
        parent.set(path.substring(dot + 1), value);
    }

    private static void remove(ObjectNode target, String path) {
        int dot = path.lastIndexOf('.');
        JsonNode parent = dot < 0 ? target : at(target, path.substring(0, dot));
        if (parent instanceof ObjectNode object) {
            object.remove(path.substring(dot + 1));
        }
    }
}
