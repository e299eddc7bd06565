package org.otpwidget.server.dashboard;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where somebody wanted to go before they were asked to sign in: always a page of the dashboard.
 */
public final class Next {

    /** The first page. */
    public static final String HOME = "/dashboard";

    private static final Pattern PAGE =
            Pattern.compile("/dashboard(?:/[A-Za-z0-9_-]+)*(?:\\?[A-Za-z0-9_.=&%+-]*)?");

    private Next() {}

    /** The address to go on to; home for what is no page of ours. */
    public static String of(@Nullable String next) {
        return next != null && PAGE.matcher(next).matches() ? next : HOME;
    }

    /** An address with the page to come back to. */
    static URI with(String path, URI next) {
        String query = next.getRawQuery();
        String page = of(query == null ? next.getRawPath() : next.getRawPath() + "?" + query);
        return URI.create(
                page.equals(HOME)
                        ? path
                        : path + "?next=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
    }
}
