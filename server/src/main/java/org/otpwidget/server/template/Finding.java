package org.otpwidget.server.template;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that the linter has to say about a template.
 *
 * @param code stable word for programs
 * @param part where it is: {@code text}, {@code subject} or {@code html}
 * @param message a sentence that says what to do
 */
public record Finding(String code, Severity severity, String part, String message) {

    /** How bad it is. */
    public enum Severity {
        /** Such a template is not stored. */
        @JsonProperty("error")
        ERROR,
        /** Some visitors will have trouble with it, or its owner will pay more. */
        @JsonProperty("warning")
        WARNING,
        /** It could be better. */
        @JsonProperty("info")
        INFO
    }

    static Finding error(String code, String part, String message) {
        return new Finding(code, Severity.ERROR, part, message);
    }

    static Finding warning(String code, String part, String message) {
        return new Finding(code, Severity.WARNING, part, message);
    }

    static Finding info(String code, String part, String message) {
        return new Finding(code, Severity.INFO, part, message);
    }
}
