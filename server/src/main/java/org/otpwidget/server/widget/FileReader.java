package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.widget.TemplateDirectory.Named;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads one file for one account: finds the widget that each entry means and the templates that it
 * names, and leaves the settings to {@link WidgetForm}.
 */
final class FileReader {

    private static final int ERRORS_SHOWN = 50;
    private static final String WIDGETS = "widgets";

    private final YamlText.Read file;
    private final List<Widget> widgets;
    private final List<Named> templates;
    private final JsonMapper json;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> meant = new HashSet<>();

    private FileReader(
            YamlText.Read file, List<Widget> widgets, List<Named> templates, JsonMapper json) {
        this.file = file;
        this.widgets = widgets;
        this.templates = templates;
        this.json = json;
    }

    /**
     * The widgets of a file.
     *
     * @param widgets all that the account has
     * @param templates all that the account has
     * @throws Refused with all mistakes, each with its line
     */
    static List<FileDraft> read(
            YamlText.Read file, List<Widget> widgets, List<Named> templates, JsonMapper json) {
        return new FileReader(file, widgets, templates, json).drafts();
    }

    private List<FileDraft> drafts() {
        for (String name : file.tree().propertyNames()) {
            if (!name.equals(WIDGETS)) {
                refuse(name, "There is no such thing here; a file has only \"widgets\".");
            }
        }
        JsonNode list = file.tree().path(WIDGETS);
        if (!list.isArray() || list.isEmpty() || list.size() > FileSize.MOST_WIDGETS) {
            refuse(WIDGETS, "List 1 to " + FileSize.MOST_WIDGETS + " widgets, each after a dash.");
        }
        var drafts = new ArrayList<FileDraft>();
        for (int n = 0; errors.size() < ERRORS_SHOWN && list.isArray() && n < list.size(); n++) {
            String path = WIDGETS + "[" + n + "]";
            if (list.get(n) instanceof ObjectNode entry) {
                var draft = draft(path, entry.deepCopy());
                if (draft != null) {
                    drafts.add(draft);
                }
            } else {
                refuse(path, "Send the widget's settings, such as \"name: Shop\".");
            }
        }
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors.stream().limit(ERRORS_SHOWN).toList()).refused();
        }
        return drafts;
    }

    private @Nullable FileDraft draft(String path, ObjectNode entry) {
        int known = errors.size();
        var before = before(path, entry);
        entry.remove("id");
        resolveTemplates(path, entry);
        if (errors.size() > known) {
            return null;
        }
        try {
            var settings =
                    before == null
                            ? WidgetForm.read(entry)
                            : WidgetForm.replace(before.settings(), entry);
            return new FileDraft(
                    path,
                    before,
                    settings,
                    SettingsDifference.between(
                            before == null ? null : before.settings(), settings, json));
        } catch (Refused refused) {
            for (FieldError error : refused.problem().errors()) {
                refuse(path + "." + error.field(), message(entry, error));
            }
            return null;
        }
    }

    /** By its id, else by its name; null: it is new. */
    private @Nullable Widget before(String path, ObjectNode entry) {
        boolean byId = entry.hasNonNull("id");
        String key = entry.path(byId ? "id" : "name").asString("");
        Predicate<Widget> fits =
                byId
                        ? widget -> widget.id().equals(key)
                        : widget -> widget.settings().name().equals(key);
        List<Widget> found = widgets.stream().filter(fits).toList();
        if (byId && found.isEmpty()) {
            refuse(
                    path + ".id",
                    "This account has no widget of this id. Leave the id out: then a widget of"
                            + " this name is changed, or made.");
        } else if (found.size() > 1) {
            refuse(path + ".name", "Several widgets have this name: say which one by its id.");
        } else if (found.size() == 1 && !meant.add(found.getFirst().id())) {
            refuse(path, "This widget stands in the file twice: leave one out.");
        }
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** The name of a template is for people and other installations; settings have its id. */
    private void resolveTemplates(String path, ObjectNode entry) {
        for (Channel channel : Channel.values()) {
            if (!(entry.path("templates").get(channel.word()) instanceof ObjectNode use)) {
                continue;
            }
            String place = path + ".templates." + channel.word();
            JsonNode name = use.remove("template");
            String id = use.path("templateId").asString("");
            if (name == null
                    || name.isNull()
                    || templates.stream().anyMatch(one -> one.id().equals(id))) {
                continue;
            }
            List<Named> found =
                    templates.stream()
                            .filter(one -> one.channel() == channel)
                            .filter(one -> one.name().equals(name.asString("")))
                            .toList();
            if (found.size() == 1) {
                use.put("templateId", found.getFirst().id());
            } else {
                refuse(
                        place + ".template",
                        found.isEmpty()
                                ? "This account has no template of this name for "
                                        + channel.word()
                                        + ": make it first, or leave this out."
                                : "Several templates have this name: say which one by its"
                                        + " templateId.");
            }
        }
    }

    private static String message(ObjectNode entry, FieldError error) {
        for (String part : List.of("demoCredentials.otp", "captchaProvider.secret")) {
            String[] names = part.split("\\.", -1);
            if (error.field().equals(part) && !entry.path(names[0]).hasNonNull(names[1])) {
                return "Exports leave this secret out: add it to the file, or take "
                        + names[0]
                        + " out.";
            }
        }
        return error.message();
    }

    private void refuse(String path, String message) {
        errors.add(file.error(path, message));
    }
}
