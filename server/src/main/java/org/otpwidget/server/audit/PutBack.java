package org.otpwidget.server.audit;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.problem.Refused;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns changes of the audit trail back. The trail tells values as people read them, a number like
 * a text of digits, so what comes out counts only when the very same changes lead back from it.
 */
public final class PutBack {

    private PutBack() {}

    /**
     * The settings as they were before the changes; empty when that cannot be told exactly, since a
     * secret was among them, or something else has changed since.
     *
     * @param now the settings as JSON, with the changes
     * @param read makes settings of JSON, or refuses
     * @param difference what leads from settings to those that there are now
     */
    public static <S> Optional<S> of(
            JsonNode now,
            List<Change> changes,
            Function<ObjectNode, S> read,
            Function<S, List<Change>> difference,
            JsonMapper json) {
        if (changes.isEmpty() || changes.stream().anyMatch(Changes::isHidden)) {
            return Optional.empty();
        }
        return Stream.<Function<String, JsonNode>>of(
                        value -> parsed(value, json), StringNode::valueOf)
                .map(absent -> before(now, changes, absent))
                .flatMap(tree -> read(tree, read).stream())
                .filter(before -> difference.apply(before).equals(changes))
                .findFirst();
    }

    private static <S> Optional<S> read(ObjectNode tree, Function<ObjectNode, S> read) {
        try {
            return Optional.of(read.apply(tree));
        } catch (Refused _) {
            return Optional.empty();
        }
    }

    /**
     * A proposal.
     *
     * @param absent makes a value where there is none whose type could be taken
     */
    private static ObjectNode before(
            JsonNode now, List<Change> changes, Function<String, JsonNode> absent) {
        ObjectNode before = (ObjectNode) now.deepCopy();
        for (Change change : changes) {
            put(before, change.field(), change.before(), absent);
        }
        return before;
    }

    private static void put(
            ObjectNode tree,
            String path,
            @Nullable String value,
            Function<String, JsonNode> absent) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            put(tree, path, value, tree.path(path), absent);
            return;
        }
        String name = path.substring(0, dot);
        ObjectNode part = tree.get(name) instanceof ObjectNode there ? there : tree.putObject(name);
        put(part, path.substring(dot + 1), value, absent);
        if (part.valueStream().allMatch(JsonNode::isNull)) {
            // What has nothing left was not there before.
            tree.remove(name);
        }
    }

    private static void put(
            ObjectNode tree,
            String name,
            @Nullable String value,
            JsonNode there,
            Function<String, JsonNode> absent) {
        if (value != null) {
            tree.set(name, there.isString() ? StringNode.valueOf(value) : absent.apply(value));
        } else if (there.isArray()) {
            tree.putArray(name);
        } else {
            tree.remove(name);
        }
    }

    /** Numbers, truth values and lists stand in the trail as JSON; texts as they are. */
    private static JsonNode parsed(String value, JsonMapper json) {
        try {
            JsonNode read = json.readTree(value);
            if (read.isNumber() || read.isBoolean() || read.isArray()) {
                return read;
            }
        } catch (JacksonException _) {
            // a text
        }
        return StringNode.valueOf(value);
    }
}
