package org.otpwidget.server.widget;

import org.otpwidget.server.widget.TemplateDirectory.Named;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Writes widgets as a file that {@link FileReader} reads. */
final class FileText {

    private static final String HEAD =
            """
            # Widgets of OTP Widget. Import it in the dashboard, or with POST /v1/widgets/import.
            # Secrets are not in here: codes of demo credentials, and secret keys of captcha vendors.
            # Where a widget has them they stay as they are; a new one needs them added: otp, secret.
            # A setting that is left out gets its default.
            """;
    private static final String BY_ID =
            "# A widget is found by its id. For another installation leave ids out.\n";
    private static final String BY_NAME =
            "# A widget is found by its name, and so are templates: what isn't there yet is made;"
                    + " templates come first.\n";

    private final List<Named> templates;
    private final boolean portable;
    private final JsonMapper json;

    /**
     * A writer for an account.
     *
     * @param portable without ids, for another installation
     */
    FileText(List<Named> templates, boolean portable, JsonMapper json) {
        this.templates = templates;
        this.portable = portable;
        this.json = json;
    }

    /**
     * The file.
     *
     * @throws org.otpwidget.server.problem.Refused when it would be too large to be read again
     */
    String write(List<Widget> widgets) {
        if (widgets.size() > FileSize.MOST_WIDGETS) {
            throw FileSize.tooMany();
        }
        var tree = json.createObjectNode();
        tree.putArray("widgets").addAll(widgets.stream().map(this::entry).toList());
        String text = HEAD + (portable ? BY_NAME : BY_ID) + YamlWriter.write(tree);
        if (!FileSize.fits(text)) {
            throw FileSize.tooMany();
        }
        return text;
    }

    private ObjectNode entry(Widget widget) {
        var entry = json.createObjectNode();
        if (!portable) {
            entry.put("id", widget.id());
        }
        ObjectNode settings = json.valueToTree(widget.settings());
        for (var setting : settings.properties()) {
            JsonNode value = setting.getValue();
            // An empty list says something, other than no list.
            if (!(value.isNull() || (value.isObject() && value.isEmpty()))) {
                entry.set(setting.getKey(), value);
            }
        }
        if (entry.get("templates") instanceof ObjectNode uses) {
            uses.forEach(use -> name((ObjectNode) use));
        }
        return withoutNothing(entry);
    }

    private void name(ObjectNode use) {
        String id = use.path("templateId").asString("");
        templates.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .ifPresent(one -> use.put("template", one.name()));
        if (portable && use.has("template")) {
            use.remove("templateId");
        }
    }

    private static ObjectNode withoutNothing(ObjectNode tree) {
        tree.values()
                .forEach(
                        value -> {
                            if (value instanceof ObjectNode object) {
                                withoutNothing(object);
                            }
                        });
        tree.removeIf(value -> value.isNull() || (value.isObject() && value.isEmpty()));
        return tree;
    }
}
