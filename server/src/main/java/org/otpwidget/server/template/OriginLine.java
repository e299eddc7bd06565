package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The last line of an SMS that binds its code to a site: {@code @shop.example #123456}. Browsers
 * then offer the code on that site's pages and nowhere else.
 *
 * @see <a href="https://wicg.github.io/sms-one-time-codes/">Origin-bound one-time codes delivered
 *     via SMS</a>
 */
public final class OriginLine {

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    /** A domain name in ASCII. Its last label begins with a letter, which no IPv4 address does. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?:" + LABEL + "\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    private OriginLine() {}

    /**
     * The host that a message may be bound to: that of an {@code https} origin on the standard port
     * whose host is a domain name; else null. Whether the origin may be trusted is the caller's to
     * know.
     *
     * @param origin value of an {@code Origin} header, or null
     */
    public static @Nullable String hostOf(@Nullable String origin) {
        if (origin == null) {
            return null;
        }
        try {
            URI uri = URI.create(origin);
            String host = uri.getHost();
            boolean standard = "https".equals(uri.getScheme()) && uri.getPort() == -1;
            return standard && host != null && isDomain(host)
                    ? host.toLowerCase(Locale.ROOT)
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /**
     * The text with the line below it; unchanged when the host cannot be bound to, or when the text
     * ends with such a line already, as texts that are registered word for word have to.
     */
    static String append(String text, @Nullable String host, SecretText code) {
        return host != null && isDomain(host) && !isBound(text, code)
                ? text + "\n\n@" + host.toLowerCase(Locale.ROOT) + " #" + code.reveal()
                : text;
    }

    /** Whether the last line binds the code to some site. */
    static boolean isBound(String text, SecretText code) {
        String last = text.substring(text.lastIndexOf('\n') + 1);
        String end = " #" + code.reveal();
        return last.startsWith("@")
                && last.endsWith(end)
                && isDomain(last.substring(1, last.length() - end.length()));
    }

    private static boolean isDomain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.length() <= 253
                && DOMAIN.matcher(lower).matches()
                && !lower.endsWith(".localhost");
    }
}
