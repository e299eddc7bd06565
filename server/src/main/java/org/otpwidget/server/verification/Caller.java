package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.template.OriginLine;
import org.otpwidget.server.widget.WidgetSettings;

import java.net.InetAddress;
import java.net.URI;

/**
 * Who makes a call, after the credential was checked.
 *
 * @param accountId the account on whose behalf
 * @param token the token it carried; null for a server with an authkey
 * @param ip the client's address
 * @param origin the origin that a browser says it calls from, or null
 * @param top the origin of the outermost page, where the browser's page runs inside a frame and
 *     tells; or null
 */
public record Caller(
        long accountId,
        @Nullable Token token,
        Platform platform,
        InetAddress ip,
        @Nullable String origin,
        @Nullable String top) {

    private static final int LONGEST_ORIGIN = 300;

    /** The same caller once its call was counted: blocked it may be, but not counted again. */
    Caller counted() {
        return new Caller(
                accountId, token == null ? null : token.unthrottled(), platform, ip, origin, top);
    }

    /** What tells this caller from others; the same on every node, whatever else they know. */
    String identity() {
        String credential = token == null ? "" : token.id();
        return String.join(
                " ", credential, platform.word(), Addresses.format(ip), String.valueOf(origin));
    }

    /** The host of the page that called, for the log. */
    @Nullable String host() {
        if (origin == null || origin.length() > LONGEST_ORIGIN) {
            return null;
        }
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /**
     * Whom the first message of a request hands its code to: the page's host, an app, or nobody.
     */
    @Nullable String boundTo(WidgetSettings widget) {
        return platform == Platform.MOBILE ? widget.androidAppHash() : boundHost(widget);
    }

    /** The host that a message is bound to, unless its widget does not want that. */
    @Nullable String boundHost(WidgetSettings widget) {
        return widget.originLine() ? vouchedHost() : null;
    }

    /**
     * The host, or the two of a frame and the page around, that a message may be bound to: only
     * ones that the token's list of origins vouches for.
     */
    private @Nullable String vouchedHost() {
        if (token == null || token.origins().isEmpty()) {
            return null;
        }
        String own = OriginLine.hostOf(origin);
        if (top == null) {
            return own;
        }
        return token.allowsOrigin(top) ? OriginLine.framed(OriginLine.hostOf(top), own) : null;
    }
}
