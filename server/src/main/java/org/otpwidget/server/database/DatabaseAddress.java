package org.otpwidget.server.database;

import io.r2dbc.postgresql.client.SSLMode;

import org.otpwidget.server.StartFailedException;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is and who connects to it.
 *
 * @param host name or IP address, IPv6 without brackets
 * @param port TCP port
 * @param database name of the database
 * @param user role that connects
 * @param password its password; empty when the server asks for none
 * @param sslMode whether TLS is used and what of the certificate is verified, as in libpq
 * @param sslRootCertificate file of the trusted root certificates; empty for the system's
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html">libpq: connection
 *     URIs</a>
 */
record DatabaseAddress(
        String host,
        int port,
        String database,
        String user,
        String password,
        SSLMode sslMode,
        String sslRootCertificate) {

    private static final Pattern URL =
            Pattern.compile(
                    "(?:jdbc:|r2dbc:)?postgres(?:ql)?://"
                            + "(?:(?<user>[^:/?]*?)(?::(?<password>[^/?]*))?@)?"
                            + "(?:\\[(?<ipv6>[0-9a-fA-F:.%]+)]|(?<host>[^\\[\\]:/?@,]+))"
                            + "(?::(?<port>\\d{1,5}))?"
                            + "(?:/(?<database>[^/?]*))?"
                            + "(?:\\?(?<parameters>.*))?");

    /**
     * Reads {@code postgres://}, {@code postgresql://}, {@code r2dbc:postgresql://} and {@code
     * jdbc:postgresql://} URLs. Port 5432 and {@code sslmode=prefer} are the defaults, as in libpq;
     * the database is named as the user unless the URL says otherwise.
     *
     * @throws StartFailedException when the URL has another form; the message doesn't repeat it
     */
    static DatabaseAddress parse(String url) {
        Matcher parts = URL.matcher(url.strip());
        if (!parts.matches()) {
            throw unusable("is not a PostgreSQL URL");
        }
        Map<String, String> parameters = parameters(part(parts, "parameters"));
        String user = parameters.getOrDefault("user", decode(part(parts, "user")));
        String password = parameters.getOrDefault("password", decode(part(parts, "password")));
        String database = decode(part(parts, "database"));
        String port = part(parts, "port");
        if (user.isEmpty()) {
            throw unusable("names no user");
        }
        return new DatabaseAddress(
                part(parts, "host") + part(parts, "ipv6"),
                port.isEmpty() ? 5432 : Integer.parseInt(port),
                database.isEmpty() ? user : database,
                user,
                password,
                sslMode(parameters.getOrDefault("sslmode", "prefer")),
                parameters.getOrDefault("sslrootcert", ""));
    }

    /** The address as a URL that {@link #parse} reads, with the password in it. */
    String url() {
        return "postgresql://%s:%s@%s:%d/%s?sslmode=%s%s"
                .formatted(
                        encode(user),
                        encode(password),
                        bracketedHost(),
                        port,
                        encode(database),
                        sslModeName(),
                        rootCertificate());
    }

    /** The address for JDBC, without user and password. */
    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s?sslmode=%s%s&ApplicationName=otp-widget&connectTimeout=10"
                .formatted(
                        bracketedHost(), port, encode(database), sslModeName(), rootCertificate());
    }

    private String sslModeName() {
        return sslMode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Names the place and the role, never the password. */
    @Override
    public String toString() {
        return "%s:%d/%s as %s".formatted(host, port, database, user);
    }

    private String bracketedHost() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private String rootCertificate() {
        return sslRootCertificate.isEmpty() ? "" : "&sslrootcert=" + encode(sslRootCertificate);
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                String name = parameter.substring(0, equals).toLowerCase(Locale.ROOT);
                switch (name) {
                    case "user", "password", "sslmode", "sslrootcert" ->
                            parameters.put(name, decode(parameter.substring(equals + 1)));
                    default -> throw unusable("has the unknown parameter '" + name + "'");
                }
            }
        }
        return parameters;
    }

    private static SSLMode sslMode(String name) {
        return switch (name) {
            case "disable", "allow", "prefer", "require", "verify-ca", "verify-full" ->
                    SSLMode.fromValue(name);
            default -> throw unusable("has an unknown sslmode");
        };
    }

    private static String part(Matcher parts, String name) {
        String part = parts.group(name);
        return part == null ? "" : part;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unusable("has a '%' that is not followed by two hexadecimal digits");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static StartFailedException unusable(String why) {
        return new StartFailedException(
                "OTP_DATABASE_URL " + why + ".",
                "Write it as postgresql://user:password@host:5432/database?sslmode=verify-full with"
                    + " sslmode and sslrootcert as the only parameters, and percent-encode special"
                    + " characters of the password.");
    }
}
