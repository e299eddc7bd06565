package org.otpwidget.server.verification;

import java.util.Locale;

/** Where a call comes from: a web page, a mobile app, or a customer's server with its authkey. */
public enum Platform {
    WEB,
    MOBILE,
    SERVER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
