package org.otpwidget.server.dashboard;

import org.otpwidget.server.secret.SecretText;
import org.springframework.util.MultiValueMap;

import java.util.Objects;

/** What somebody typed into a form, or into the query of an address. */
public final class Typed {

    private Typed() {}

    /** The text of a field; empty without the field. */
    public static String text(MultiValueMap<String, String> sent, String field) {
        return Objects.requireNonNullElse(sent.getFirst(field), "");
    }

    /** The same of a field that nobody may read, such as a passphrase. */
    public static SecretText secret(MultiValueMap<String, String> sent, String field) {
        return SecretText.of(text(sent, field));
    }
}
