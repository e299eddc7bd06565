package org.otpwidget.server.identifier;

import org.jspecify.annotations.Nullable;

/**
 * A phone number that may take a message or a call. {@link Identifiers#parse} makes it from what
 * somebody typed.
 *
 * @param value ITU-T E.164 digits with country code, no {@code +}: {@code 919999999999}
 * @param country ISO 3166 alpha-2 code; null for numbers that belong to no country (satellite and
 *     other international networks)
 */
public record Mobile(String value, @Nullable String country) implements Identifier {

    public Mobile {
        if (value.isEmpty() || !value.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new IllegalArgumentException("not a canonical mobile number");
        }
    }

    @Override
    public String masked() {
        int length = value.length();
        return length < 7 ? "…" : value.substring(0, 2) + "…" + value.substring(length - 2);
    }

    @Override
    public String toString() {
        return "Mobile[" + masked() + "]";
    }
}
