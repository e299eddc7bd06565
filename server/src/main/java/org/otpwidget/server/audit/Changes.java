package org.otpwidget.server.audit;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds what differs between two states of something, field by field, for the audit trail. */
public final class Changes {

    private static final String HIDDEN = "•••";

    private Changes() {}

    /**
     * The fields that differ, by path.
     *
     * @param secrets last names of fields whose values are never told, only that they changed
     */
    public static List<Change> between(JsonNode before, JsonNode after, Set<String> secrets) {
        var old = leaves(before);
        var now = leaves(after);
        var paths = new TreeMap<String, JsonNode>(old);
        paths.putAll(now);
        var changes = new ArrayList<Change>();
        for (String path : paths.keySet()) {
            JsonNode from = old.get(path);
            JsonNode to = now.get(path);
            if (from == null || !from.equals(to)) {
                boolean secret = secrets.contains(path.substring(path.lastIndexOf('.') + 1));
                changes.add(new Change(path, text(from, secret), text(to, secret)));
            }
        }
        return changes;
    }

    /** All fields of something new. */
    public static List<Change> of(JsonNode made, Set<String> secrets) {
        return between(JsonNodeFactory.instance.objectNode(), made, secrets);
    }

    /** Whether a change tells only that there was one. */
    static boolean isHidden(Change change) {
        return HIDDEN.equals(change.before()) || HIDDEN.equals(change.after());
    }

    private static Map<String, JsonNode> leaves(JsonNode node) {
        var leaves = new TreeMap<String, JsonNode>();
        collect("", node, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            field ->
                                    collect(
                                            path.isEmpty()
                                                    ? field.getKey()
                                                    : path + "." + field.getKey(),
                                            field.getValue(),
                                            leaves));
        } else if (!node.isNull() && !(node.isArray() && node.isEmpty())) {
            leaves.put(path, node);
        }
    }

    private static @Nullable String text(@Nullable JsonNode value, boolean secret) {
        if (value == null) {
            return null;
        }
        return secret ? HIDDEN : value.isString() ? value.stringValue() : value.toString();
    }
}
