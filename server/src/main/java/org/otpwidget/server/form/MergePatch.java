package org.otpwidget.server.form;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes part of a JSON object: what the patch names is replaced, null takes a member away, the
 * rest stays.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396#section-2">RFC 7396, section 2</a>
 */
public final class MergePatch {

    private MergePatch() {}

    /** The target with the patch applied; neither argument changes. */
    public static ObjectNode apply(JsonNode target, ObjectNode patch) {
        var result =
                target instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        for (var change : patch.properties()) {
            String name = change.getKey();
            if (change.getValue().isNull()) {
                result.remove(name);
            } else if (change.getValue() instanceof ObjectNode nested) {
                result.set(name, apply(result.path(name), nested));
            } else {
                result.set(name, change.getValue());
            }
        }
        return result;
    }
}
