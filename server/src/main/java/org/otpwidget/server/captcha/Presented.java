package org.otpwidget.server.captcha;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Widget;

import java.net.InetAddress;
import java.util.Set;

/**
 * A captcha token with the call that brought it.
 *
 * @param token as it came; null: there was none
 * @param call what tells this call from others, so that its repetition may bring the same token;
 *     null: nothing does
 * @param hosts hosts of the pages that the token may come from; empty: any
 * @param client the visitor's address; vendors are not told
 */
public record Presented(
        Widget widget,
        @Nullable String token,
        @Nullable String call,
        Set<String> hosts,
        InetAddress client) {

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Presented[" + widget.id() + "]";
    }
}
