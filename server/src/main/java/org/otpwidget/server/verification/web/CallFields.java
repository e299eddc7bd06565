package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.template.VariableValue;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a call's JSON body. Texts may come as numbers, as some clients send them;
 * everything that the call does not know is a variable of the message template (contract section
 * 1).
 */
final class CallFields {

    private static final Set<String> KNOWN =
            Set.of(
                    "widgetId",
                    "tokenAuth",
                    "authkey",
                    "identifier",
                    "reqId",
                    "requestId",
                    "otp",
                    "retryChannel",
                    "captchaToken",
                    "g-recaptcha-response",
                    "h-captcha-response",
                    "cf-turnstile-response",
                    "idempotencyKey",
                    "variables",
                    "lang",
                    "state",
                    "framedBy",
                    "access-token");

    private static final int MOST_VARIABLES = 50;
    private static final int LONGEST_VARIABLE = 1000;
    private static final int LONGEST_FIELD = 4096;

    private final JsonNode body;

    private CallFields(JsonNode body) {
        this.body = body;
    }

    /** Reads a body; an empty one has no fields. */
    static CallFields parse(JsonMapper json, byte[] bytes) {
        if (bytes.length == 0) {
            return new CallFields(json.createObjectNode());
        }
        try {
            JsonNode body = json.readTree(bytes);
            if (body == null || !body.isObject()) {
                throw Problems.invalid("The request body must be a JSON object.").refused();
            }
            return new CallFields(body);
        } catch (JacksonException _) {
            throw Problems.invalid("The request body is not valid JSON.").refused();
        }
    }

    /** A text, or null when it is missing, null or blank. */
    @Nullable String text(String field) {
        return text(field, LONGEST_FIELD);
    }

    /** Like {@link #text(String)}, up to another length. */
    @Nullable String text(String field, int longest) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() && !value.isIntegralNumber()) {
            throw Problems.invalid(field + " must be a text.").refused();
        }
        String text = value.asString().strip();
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            throw Problems.invalid(
                            field + " is too long or has characters that do not belong there.")
                    .refused();
        }
        return text.isEmpty() ? null : text;
    }

    /** Whether the field is there at all, be it blank or null. */
    boolean has(String field) {
        return body.has(field);
    }

    /** A text that must be there. */
    String required(String field) {
        String text = text(field);
        if (text == null) {
            throw Problems.missing(field).refused();
        }
        return text;
    }

    /**
     * Values for the message template, blank ones left out: unknown fields, and those of an object
     * {@code variables}.
     */
    Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        body.properties().stream()
                .filter(field -> !KNOWN.contains(field.getKey()))
                .forEach(field -> put(variables, field.getKey(), field.getValue()));
        if (body.path("variables").isObject()) {
            body.path("variables")
                    .properties()
                    .forEach(field -> put(variables, field.getKey(), field.getValue()));
        }
        return variables;
    }

    private static void put(Map<String, String> variables, String name, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            return;
        }
        String text = value.asString();
        if (text.length() > LONGEST_VARIABLE
                || name.length() > LONGEST_VARIABLE
                || variables.size() >= MOST_VARIABLES) {
            throw Problems.invalid("Too many or too long template variables.").refused();
        }
        if (!VariableValue.isBlank(text)) {
            variables.put(printable(name), printable(text));
        }
    }

    private static String printable(String text) {
        return text.codePoints()
                .filter(c -> !Character.isISOControl(c) && !(c >= 0xD800 && c <= 0xDFFF))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
