package org.otpwidget.server.form;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.springframework.util.MultiValueMap;

import java.util.List;

/**
 * Which part of a list is wanted. Pages follow a key rather than an offset, so that what is added
 * or removed meanwhile neither repeats nor hides an item.
 *
 * @param limit items on a page, 1 to 100
 * @param after the {@code next} of the page before; null for the first page
 */
public record PageQuery(int limit, @Nullable String after) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 100;

    /**
     * Reads {@code limit} and {@code after} of a query.
     *
     * @throws org.otpwidget.server.problem.Refused when one is not usable
     */
    public static PageQuery of(MultiValueMap<String, String> query) {
        return new PageQuery(limit(query.getFirst("limit")), after(query.getFirst("after")));
    }

    /** Rows to read: one more than is shown, which tells whether another page follows. */
    public int rows() {
        return limit + 1;
    }

    /** The key that the page starts behind; sorts before every other for the first page. */
    public String start() {
        return after == null ? "" : after;
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit.matches("[0-9]{1,3}")) {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= LARGEST_LIMIT) {
                return number;
            }
        }
        throw refuse("limit", "Choose a whole number from 1 to 100.");
    }

    private static @Nullable String after(@Nullable String after) {
        if (after != null && !after.matches("[0-9A-Za-z.:]{1,64}")) {
            throw refuse("after", "Send the \"next\" of the page before, or leave it out.");
        }
        return after;
    }

    private static RuntimeException refuse(String field, String message) {
        return Problems.invalid(List.of(new FieldError(field, message))).refused();
    }
}
