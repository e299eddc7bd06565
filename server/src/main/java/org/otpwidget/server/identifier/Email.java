package org.otpwidget.server.identifier;

/**
 * An e-mail address: lower case, its domain in ASCII. {@link Identifiers#parse} makes it from what
 * somebody typed.
 *
 * @param value {@code local@domain}
 */
public record Email(String value) implements Identifier {

    public Email {
        if (value.indexOf('@') < 1) {
            throw new IllegalArgumentException("not a canonical e-mail address");
        }
    }

    /** What follows the {@code @}, in ASCII. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public String masked() {
        int at = value.lastIndexOf('@');
        int first = value.offsetByCodePoints(0, 1);
        int shown = first < at ? first : 0;
        return value.substring(0, shown) + "…" + value.substring(at);
    }

    @Override
    public String toString() {
        return "Email[" + masked() + "]";
    }
}
