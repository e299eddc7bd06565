package org.otpwidget.server.widget;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.SealBrokenException;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Base64;
import java.util.function.Consumer;

/** A widget's settings as the table keeps them: the demo's code is sealed, for this widget only. */
final class StoredSettings {

    private static final Logger LOG = LoggerFactory.getLogger(StoredSettings.class);
    private static final String DEMO = "demoCredentials";
    private static final String OTP = "otp";

    private final JsonMapper json;
    private final Secrets secrets;

    StoredSettings(JsonMapper json, Secrets secrets) {
        this.json = json;
        this.secrets = secrets;
    }

    String write(String widgetId, WidgetSettings settings) {
        ObjectNode tree = json.valueToTree(settings);
        if (settings.demoCredentials() != null) {
            byte[] code = settings.demoCredentials().otp().getBytes(UTF_8);
            byte[] sealed = secrets.seal(Purpose.WIDGET, code, widgetId.getBytes(UTF_8)).bytes();
            demo(tree).put(OTP, Base64.getEncoder().encodeToString(sealed));
        }
        return json.writeValueAsString(tree);
    }

    /**
     * Demo credentials whose code cannot be opened are left out: a demo must not end a widget.
     *
     * @param complete puts in what the table keeps elsewhere
     */
    WidgetSettings read(String widgetId, String stored, Consumer<ObjectNode> complete) {
        ObjectNode tree = (ObjectNode) json.readTree(stored);
        complete.accept(tree);
        if (tree.path(DEMO).isObject()) {
            try {
                demo(tree).put(OTP, open(widgetId, demo(tree).path(OTP).asString()));
            } catch (SealBrokenException _) {
                tree.putNull(DEMO);
                LOG.error("The demo code of widget {} cannot be opened: enter it again", widgetId);
            }
        }
        return json.treeToValue(tree, WidgetSettings.class);
    }

    private String open(String widgetId, String sealed) {
        Sealed box = Sealed.of(Base64.getDecoder().decode(sealed));
        return new String(secrets.open(Purpose.WIDGET, box, widgetId.getBytes(UTF_8)), UTF_8);
    }

    private static ObjectNode demo(JsonNode tree) {
        return (ObjectNode) tree.path(DEMO);
    }
}
