package org.otpwidget.server.problem;

/**
 * What is wrong with one field of a form.
 *
 * @param field path of the field in the body, for example {@code throttle.hits}; empty: the whole
 * @param message a sentence that says what to do
 */
public record FieldError(String field, String message) {}
