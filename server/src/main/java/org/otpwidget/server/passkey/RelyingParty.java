package org.otpwidget.server.passkey;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The site that passkeys are made for.
 *
 * @param id host that they are bound to
 * @param origin of the pages that may use them
 * @see <a href="https://www.w3.org/TR/webauthn-3/#rp-id">Web Authentication, RP ID</a>
 */
public record RelyingParty(String id, String origin) {

    private static final String LOCALHOST = "localhost";
    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern NUMBERS = Pattern.compile("[\\d.]+|\\[.*]");

    /**
     * The site of an installation. Browsers give passkeys to names only, over HTTPS, and to {@code
     * localhost}, which stands for any address of this machine itself.
     *
     * @param publicUrl address of the installation
     * @return empty where browsers don't allow passkeys
     */
    public static Optional<RelyingParty> of(String publicUrl) {
        var address = URI.create(publicUrl);
        String host = address.getHost();
        if (host == null) {
            return Optional.empty();
        }
        host = host.toLowerCase(Locale.ROOT);
        if (THIS_MACHINE.matcher(host).matches()) {
            return Optional.of(new RelyingParty(LOCALHOST, origin(address, LOCALHOST)));
        }
        return "https".equals(address.getScheme()) && !NUMBERS.matcher(host).matches()
                ? Optional.of(new RelyingParty(host, origin(address, host)))
                : Optional.empty();
    }

    private static String origin(URI address, String host) {
        int port = address.getPort();
        boolean usual = port == ("https".equals(address.getScheme()) ? 443 : 80);
        return address.getScheme() + "://" + host + (port < 0 || usual ? "" : ":" + port);
    }
}
