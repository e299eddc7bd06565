package org.otpwidget.server.widget;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.StringWriter;
import java.util.List;

/**
 * Writes JSON as YAML that says the same to every reader, whichever version of YAML it follows:
 * what one of them would take for something else than a text stands in quotes. It is made node by
 * node, so that nothing becomes an alias of what looks the same.
 */
final class YamlWriter {

    private YamlWriter() {}

    static String write(ObjectNode tree) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        var loading = new LoaderOptions();
        var yaml =
                new Yaml(
                        new SafeConstructor(loading),
                        new Representer(options),
                        options,
                        loading,
                        new YamlWords.OfAnyVersion());
        var text = new StringWriter();
        yaml.serialize(node(tree), text);
        return text.toString();
    }

    private static Node node(JsonNode value) {
        return switch (value) {
            case ObjectNode object ->
                    new MappingNode(
                            Tag.MAP,
                            object.properties().stream()
                                    .map(
                                            one ->
                                                    new NodeTuple(
                                                            text(one.getKey()),
                                                            node(one.getValue())))
                                    .toList(),
                            FlowStyle.BLOCK);
            case ArrayNode list ->
                    new SequenceNode(
                            Tag.SEQ,
                            List.copyOf(list.valueStream().map(YamlWriter::node).toList()),
                            FlowStyle.BLOCK);
            default -> scalar(value);
        };
    }

    private static Node scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> text(value.stringValue());
            case BOOLEAN -> plain(Tag.BOOL, value);
            case NUMBER -> plain(value.isIntegralNumber() ? Tag.INT : Tag.FLOAT, value);
            case NULL -> plain(Tag.NULL, value);
            default -> throw new IllegalArgumentException("No JSON: " + value.getNodeType());
        };
    }

    private static Node plain(Tag tag, JsonNode value) {
        return new ScalarNode(tag, value.toString(), null, null, ScalarStyle.PLAIN);
    }

    /** Plain where that is read as the same text; the library then quotes what is not. */
    private static Node text(String text) {
        boolean escapes = text.codePoints().anyMatch(YamlWriter::isInvisible);
        return new ScalarNode(
                Tag.STR, text, null, null, escapes ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN);
    }

    /** What readers would change or drop, such as line breaks, or nobody would see. */
    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }
}
