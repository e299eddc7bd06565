package org.otpwidget.server.dashboard.integrate;

import org.otpwidget.server.credential.Token;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings.Platforms;

import java.util.ArrayList;
import java.util.List;

/** Why code that is pasted would be refused, as long as widget and token stay as they are. */
final class Caveats {

    private Caveats() {}

    /** Words whose texts are {@code integrate.caveat.<word>}; empty when all of it runs. */
    static List<String> of(Widget widget, Token token) {
        var settings = widget.settings();
        var found = new ArrayList<String>();
        if (!settings.enabled()) {
            found.add("widgetOff");
        }
        if (!token.enabled()) {
            found.add("tokenOff");
        }
        if (!settings.platforms().servesWeb()) {
            found.add("noPages");
        }
        if (!settings.platforms().servesMobile()) {
            found.add("noApps");
        }
        // Nobody can tell an app from a page here, so that both have to bring a result.
        if (settings.platforms() == Platforms.BOTH && settings.captcha()) {
            found.add("captcha");
        }
        return found;
    }
}
