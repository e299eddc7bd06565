package org.otpwidget.server.signincode;

import java.net.URI;
import java.util.Objects;

/**
 * A widget whose codes let operators of its account in, with what a page needs to run it.
 *
 * @param tokenAuth value of a token that the dashboard's pages may carry; public
 * @param origin of the dashboard's pages, where alone its codes count
 */
public record Offer(long accountId, String widgetId, String tokenAuth, String origin) {

    /** Where operators of the account sign in by it. */
    public String link() {
        return origin + "/sign-in/code?widget=" + widgetId;
    }

    String host() {
        return Objects.requireNonNullElse(URI.create(origin).getHost(), "");
    }
}
