package org.otpwidget.samplesite.signin;

import java.io.Serializable;
import java.util.Locale;

/**
 * A phone number or an e-mail address in the one form by which this site compares: digits with
 * country code and no plus sign, or lower case. Two spellings of the same identifier are equal.
 */
public record Identifier(String value) implements Serializable {

    public Identifier(String value) {
        this.value =
                value.contains("@")
                        ? value.strip().toLowerCase(Locale.ROOT)
                        : value.replaceAll("[+\\s().-]", "");
    }

    /** The identifier as people write it: a phone number gets its plus sign back. */
    public String forPeople() {
        return value.contains("@") ? value : "+" + value;
    }
}
