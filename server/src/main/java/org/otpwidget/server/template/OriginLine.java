package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The last line of an SMS that binds its code to a site: {@code @shop.example #123456}, or to a
 * frame of one site in a page of another: {@code @portal.example #123456 @shop.example}. Browsers
 * then offer the code there and nowhere else.
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
     * What a message for a page in a frame is bound to: the outermost page's host and the frame's
     * own; null unless both are known.
     */
    public static @Nullable String framed(@Nullable String top, @Nullable String own) {
        if (top == null || own == null) {
            return null;
        }
        return top.equals(own) ? own : top + " " + own;
    }

    /** The one or two hosts of what a message is bound to, the outer page's first. */
    static String[] hosts(String boundTo) {
        return boundTo.split(" ", 2);
    }

    /**
     * The text with the line below it; unchanged when there is no host that it can be bound to, or
     * when the text ends with such a line already, as texts that are registered word for word have
     * to.
     */
    static String append(String text, @Nullable String boundTo, SecretText code) {
        if (boundTo == null || isBound(text, code)) {
            return text;
        }
        String[] hosts = hosts(boundTo.toLowerCase(Locale.ROOT));
        if (!Arrays.stream(hosts).allMatch(OriginLine::isDomain)) {
            return text;
        }
        String frame = hosts.length == 1 ? "" : " @" + hosts[1];
        return text + "\n\n@" + hosts[0] + " #" + code.reveal() + frame;
    }

    /** Whether the last line binds the code to some site, or to a frame. */
    static boolean isBound(String text, SecretText code) {
        String[] words = text.substring(text.lastIndexOf('\n') + 1).split(" ", -1);
        return (words.length == 2 || (words.length == 3 && isSite(words[2])))
                && isSite(words[0])
                && words[1].equals("#" + code.reveal());
    }

    private static boolean isSite(String word) {
        return word.startsWith("@") && isDomain(word.substring(1));
    }

    private static boolean isDomain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.length() <= 253
                && DOMAIN.matcher(lower).matches()
                && !lower.endsWith(".localhost");
    }
}
