package org.otpwidget.server.delivery.smtp;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.secret.SecretText;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;

/**
 * An SMTP server and how to talk to it.
 *
 * @param user name to sign in with, or null
 * @param tls when the connection is encrypted
 * @param verified whether the server must show a certificate that is trusted and names it
 */
record SmtpServer(
        String host,
        int port,
        @Nullable String user,
        @Nullable SecretText password,
        Tls tls,
        boolean verified) {

    /** When a connection is encrypted. */
    enum Tls {
        /** From the first byte ({@code smtps}). */
        IMPLICIT,
        /** By STARTTLS, and nothing is sent without it. */
        REQUIRED,
        /** By STARTTLS where the server offers it. */
        OFFERED,
        NEVER
    }

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /**
     * Reads {@code smtp://user:password@host:587} or {@code smtps://user:password@host:465}. The
     * parameter {@code starttls} is {@code required} (the default where a password crosses a
     * network), {@code offered} (the default elsewhere) or {@code never}; {@code verify=false}
     * takes any certificate.
     *
     * @throws StartFailedException when the URL has another form; the message doesn't repeat it
     */
    static SmtpServer parse(String url) {
        try {
            URI uri = URI.create(url.strip());
            String[] login =
                    uri.getRawUserInfo() == null ? null : uri.getRawUserInfo().split(":", 2);
            boolean implicit = "smtps".equals(uri.getScheme());
            if (uri.getHost() == null || (!implicit && !"smtp".equals(uri.getScheme()))) {
                throw unusable("is not an SMTP URL");
            }
            if (login != null && login.length != 2) {
                throw unusable("names a user without a password");
            }
            var parameters = new Parameters(uri.getRawQuery());
            return new SmtpServer(
                    uri.getHost(),
                    uri.getPort() >= 0 ? uri.getPort() : implicit ? 465 : 587,
                    login == null ? null : decode(login[0]),
                    login == null ? null : SecretText.of(decode(login[1])),
                    implicit
                            ? Tls.IMPLICIT
                            : parameters.tls(
                                    login != null && !LOOPBACK.contains(uri.getHost())
                                            ? Tls.REQUIRED
                                            : Tls.OFFERED),
                    parameters.verified());
        } catch (IllegalArgumentException _) {
            throw unusable("is not a URL");
        }
    }

    /**
     * As Jakarta Mail wants it. Connecting and each answer have a limit of their own, below the
     * limit of the whole attempt.
     *
     * @param domain of the sender's address, which we greet with: the machine's own name is no
     *     one's business
     */
    Properties properties(String domain) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.localhost", domain);
        properties.setProperty("mail.smtp.auth", Boolean.toString(user != null));
        properties.setProperty("mail.smtp.connectiontimeout", "4000");
        properties.setProperty("mail.smtp.timeout", "8000");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls == Tls.IMPLICIT));
        properties.setProperty(
                "mail.smtp.starttls.enable",
                Boolean.toString(tls == Tls.REQUIRED || tls == Tls.OFFERED));
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(tls == Tls.REQUIRED));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", Boolean.toString(verified));
        if (!verified) {
            properties.setProperty("mail.smtp.ssl.trust", "*");
        }
        return properties;
    }

    /** Names the place, never the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static StartFailedException unusable(String why) {
        return new StartFailedException(
                "OTP_SMTP_URL " + why + ".",
                "Write it as smtp://user:password@host:587 or smtps://user:password@host:465, with"
                        + " starttls=required|offered|never and verify=false as the only"
                        + " parameters, and percent-encode special characters of the password.");
    }

    /** What follows the question mark. */
    private static final class Parameters {

        private @Nullable Tls tls;
        private boolean verified = true;

        Parameters(@Nullable String query) {
            if (query != null) {
                for (String parameter : query.split("&", -1)) {
                    read(parameter);
                }
            }
        }

        private void read(String parameter) {
            switch (parameter) {
                case "starttls=required" -> tls = Tls.REQUIRED;
                case "starttls=offered" -> tls = Tls.OFFERED;
                case "starttls=never" -> tls = Tls.NEVER;
                case "verify=false" -> verified = false;
                case "verify=true" -> verified = true;
                default -> throw unusable("has an unknown parameter");
            }
        }

        Tls tls(Tls otherwise) {
            return tls == null ? otherwise : tls;
        }

        boolean verified() {
            return verified;
        }
    }
}
