package org.otpwidget.server.credential;

import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The origin of a page, spelled as browsers spell it in the header {@code Origin}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-6">RFC 6454, section 6</a>
 */
public final class Origin {

    static final String EXAMPLE =
            "Send an exact origin: scheme, host and a port if it is unusual, without path or"
                    + " wildcard, for example https://shop.example or http://localhost:3000.";

    /** Apps in web views have schemes of their own, such as {@code capacitor}. */
    private static final Pattern FORM =
            Pattern.compile(
                    "(?<scheme>[a-z][a-z0-9+.-]*)://"
                            + "(?<host>\\[[0-9a-f:.]+]|[^\\s/?#@:\\[\\]*\\\\%]+)"
                            + "(?::(?<port>\\d{1,5}))?/?");

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?|\\[[0-9a-f:.]+]");

    /**
     * The JDK converts as IDNA 2003 says, browsers as UTS 46 does: of a name with one of these they
     * make two different ones. Its {@code xn--} form is accepted.
     */
    private static final Pattern DEVIATIONS = Pattern.compile("[\u00DF\u03C2\u200C\u200D]");

    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);
    private static final int LAST_PORT = 65_535;

    private Origin() {}

    /**
     * The origin in lower case, its host in ASCII and without the scheme's usual port; empty for
     * what is none.
     */
    public static Optional<String> normalise(String text) {
        var parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group("scheme");
        int port = parts.group("port") == null ? -1 : Integer.parseInt(parts.group("port"));
        if (port == 0 || port > LAST_PORT) {
            return Optional.empty();
        }
        boolean usual = port < 0 || Integer.valueOf(port).equals(USUAL_PORTS.get(scheme));
        return ascii(parts.group("host"))
                .map(host -> scheme + "://" + host + (usual ? "" : ":" + port));
    }

    private static Optional<String> ascii(String host) {
        try {
            if (DEVIATIONS.matcher(host).find()) {
                return Optional.empty();
            }
            String ascii = host.startsWith("[") ? host : IDN.toASCII(host);
            return Optional.of(ascii.toLowerCase(Locale.ROOT))
                    .filter(name -> HOST.matcher(name).matches())
                    .filter(name -> !name.contains(".."));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
