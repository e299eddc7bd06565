package org.otpwidget.samplesite.signin;

import java.io.Serializable;
import java.util.Locale;

/**
 * A proved phone number or e-mail address in the one form by which this site knows its visitors:
 * digits with country code and no plus sign, or lower case.
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
