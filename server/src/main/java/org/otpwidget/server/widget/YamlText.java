package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads YAML that anybody may have written, as far as it says the same as JSON: no aliases, no tags
 * and no classes. Every value's line is known, for errors.
 */
final class YamlText {

    private static final int DEEPEST = 12;

    /** A value has its name before it, and an end when others stand in it. */
    private static final int MOST_EVENTS = 3 * FileSize.MOST_VALUES + 10;

    private static final int LONGEST_NAME = 100;
    private static final int MOST_ERRORS = 50;
    private static final int LONGEST_NUMBER = 9;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Integer> lines = new HashMap<>();
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlText() {}

    /** What was read. */
    record Read(ObjectNode tree, Map<String, Integer> lines) {

        /**
         * The message with the line of a value, or of what it stands in.
         *
         * @param path such as {@code widgets[0].templates.sms}
         */
        FieldError error(String path, String message) {
            String place = path;
            while (!place.isEmpty() && !lines.containsKey(place)) {
                place = place.substring(0, Math.max(0, place.lastIndexOf('.')));
            }
            Integer line = lines.get(place);
            return new FieldError(path, line == null ? message : at(line, message));
        }
    }

    /**
     * Reads a document.
     *
     * @throws Refused with the lines that cannot be read
     */
    static Read read(String text) {
        var reader = new YamlText();
        JsonNode tree = reader.json(compose(text), "");
        if (!(tree instanceof ObjectNode object)) {
            throw refused("Send a YAML document that begins with \"widgets:\".");
        }
        if (!reader.errors.isEmpty()) {
            throw Problems.invalid(reader.errors).refused();
        }
        return new Read(object, reader.lines);
    }

    private static @Nullable Node compose(String text) {
        if (!FileSize.fits(text)) {
            throw FileSize.tooLarge();
        }
        var options = new LoaderOptions();
        options.setCodePointLimit(FileSize.MOST_BYTES);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        options.setAllowRecursiveKeys(false);
        try {
            var parser = new Counted(new StreamReader(text), options);
            return new Composer(parser, new YamlWords(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw refused(
                    mark == null
                            ? "This is not valid YAML."
                            : at(
                                    mark.getLine() + 1,
                                    "This is not valid YAML: look at column "
                                            + (mark.getColumn() + 1)
                                            + "."));
        } catch (YAMLException e) {
            throw refused(
                    "This YAML is nested too deep, or has aliases (*name) or control characters:"
                            + " write each value out.");
        }
    }

    /** Ends before memory is full of what the text says in few characters. */
    private static final class Counted extends ParserImpl {

        private int events;

        Counted(StreamReader reader, LoaderOptions options) {
            super(reader, options);
        }

        @Override
        public Event getEvent() {
            if (++events > MOST_EVENTS) {
                throw FileSize.tooLarge();
            }
            return super.getEvent();
        }
    }

    private JsonNode json(@Nullable Node node, String path) {
        if (node == null) {
            return JSON.nullNode();
        }
        lines.put(path, line(node));
        if (!seen.add(node)) {
            return refuse(path, node, "Write the value out: aliases (*name) are not read.");
        }
        return switch (node) {
            case MappingNode mapping when mapping.getTag().equals(Tag.MAP) -> object(mapping, path);
            case SequenceNode list when list.getTag().equals(Tag.SEQ) -> array(list, path);
            case ScalarNode scalar -> value(scalar, path);
            default -> refuse(path, node, "Leave the tag (!name) out.");
        };
    }

    private JsonNode object(MappingNode mapping, String path) {
        var object = JSON.objectNode();
        for (NodeTuple pair : mapping.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().length() > LONGEST_NAME
                    || !seen.add(key)) {
                refuse(path, pair.getKeyNode(), "Name settings by a plain text.");
                continue;
            }
            String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            if (object.has(key.getValue())) {
                refuse(below, key, "This stands twice: leave one out.");
            } else {
                object.set(key.getValue(), json(pair.getValueNode(), below));
                lines.put(below, line(key));
            }
        }
        return object;
    }

    private JsonNode array(SequenceNode list, String path) {
        var array = JSON.arrayNode();
        for (Node item : list.getValue()) {
            array.add(json(item, path + "[" + array.size() + "]"));
        }
        return array;
    }

    private JsonNode value(ScalarNode scalar, String path) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return JSON.stringNode(text);
        }
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL) && text.matches("(?i)true|false")) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (tag.equals(Tag.INT) && text.matches("[-+]?[0-9]+")) {
            // What is longer is no number of any setting.
            return text.length() > LONGEST_NUMBER
                    ? JSON.stringNode(text)
                    : JSON.numberNode(Integer.parseInt(text));
        }
        if (tag.equals(Tag.FLOAT) && YamlWords.FLOAT.matcher(text).matches()) {
            return JSON.numberNode(Double.parseDouble(text));
        }
        return refuse(path, scalar, "Leave the tag (!name) out.");
    }

    private JsonNode refuse(String path, Node node, String message) {
        errors.add(new FieldError(path, at(line(node), message)));
        if (errors.size() == MOST_ERRORS) {
            throw Problems.invalid(errors).refused();
        }
        return JSON.nullNode();
    }

    private static Refused refused(String message) {
        return Problems.invalid(List.of(new FieldError("", message))).refused();
    }

    private static String at(int line, String message) {
        return "Line " + line + ": " + message;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
