package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.Changes;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

/** Tells what differs between settings; of a secret, only that it does. */
final class SettingsDifference {

    private static final Set<String> SECRETS = Set.of("otp", "secret", "mobile", "email");

    private SettingsDifference() {}

    /** Setting by setting, by path; all of them when there was nothing before. */
    static List<Change> between(
            @Nullable WidgetSettings before, WidgetSettings after, JsonMapper json) {
        return Changes.between(
                before == null ? json.createObjectNode() : told(before, json),
                told(after, json),
                SECRETS);
    }

    /** With the secrets, so that a change of one is noticed. */
    private static ObjectNode told(WidgetSettings settings, JsonMapper json) {
        ObjectNode tree = json.valueToTree(settings);
        WidgetForm.keepSecrets(settings, tree);
        return tree;
    }
}
