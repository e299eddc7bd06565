package org.otpwidget.server.embed;

/**
 * A form in which a file goes over the wire, the best one first.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1">RFC 9110, 8.4.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7932#section-13">RFC 7932, 13 (br)</a>
 */
public enum ContentCoding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz"),
    IDENTITY("identity", "");

    private final String token;
    private final String suffix;

    ContentCoding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /** The coding's name in {@code Accept-Encoding} and {@code Content-Encoding}. */
    public String token() {
        return token;
    }

    /** What the name of a file in this coding ends with; empty for identity. */
    String suffix() {
        return suffix;
    }

    static ContentCoding ofFile(String name) {
        if (name.endsWith(BROTLI.suffix)) {
            return BROTLI;
        }
        return name.endsWith(GZIP.suffix) ? GZIP : IDENTITY;
    }
}
