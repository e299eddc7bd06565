package org.otpwidget.server.form;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * Part of a list, oldest first.
 *
 * @param items at most as many as were asked for
 * @param next what to send as {@code after} for the following page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * The page out of rows that were read with {@link PageQuery#rows}: one more than is shown tells
     * whether another page follows.
     */
    public static <T> Page<T> of(List<T> rows, PageQuery query, Function<T, String> key) {
        if (rows.size() <= query.limit()) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, query.limit());
        return new Page<>(items, key.apply(items.getLast()));
    }

    /** The same page, showing its items otherwise. */
    public <R> Page<R> map(Function<T, R> show) {
        return new Page<>(items.stream().map(show).toList(), next);
    }
}
