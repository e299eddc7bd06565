package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetForm;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/** What keeps pasted code from running is said beforehand. */
class CaveatsTests {

    @Test
    void namesWhatIsSwitchedOff() {
        assertThat(of("\"platforms\":\"both\",\"captcha\":false", true)).isEmpty();
        assertThat(of("\"platforms\":\"both\",\"captcha\":false,\"enabled\":false", false))
                .containsExactly("widgetOff", "tokenOff");
    }

    @Test
    void namesWhoIsNotServed() {
        assertThat(of("\"platforms\":\"web\"", true)).containsExactly("noApps");
        assertThat(of("\"platforms\":\"mobile\"", true)).containsExactly("noPages");
        assertThat(of("\"platforms\":\"both\"", true)).containsExactly("captcha");
    }

    private static List<String> of(String settings, boolean tokenOn) {
        var json = "{\"name\":\"Shop\",\"contactPoint\":\"both\"," + settings + "}";
        var form = WidgetForm.read((ObjectNode) JsonMapper.shared().readTree(json));
        var widget = new Widget("1", 1, 1, form, Instant.EPOCH, Instant.EPOCH);
        return Caveats.of(widget, token(tokenOn));
    }

    private static Token token(boolean enabled) {
        return new Token(
                "1", 1, "Pages", "tk_1", enabled, List.of(), null, null, Instant.EPOCH, null);
    }
}
