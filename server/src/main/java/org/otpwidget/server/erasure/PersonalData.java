package org.otpwidget.server.erasure;

import org.jspecify.annotations.Nullable;

/**
 * A table that holds people's data, and how to find one person's rows in it.
 *
 * <p>The condition may use {@code :account}, {@code :identifier} (canonical), {@code :hashes} (its
 * keyed hashes, under every key) and {@code :requests} (ids of the person's requests, which nobody
 * else can touch meanwhile).
 *
 * @param kind what the rows are, one word in camel case; tables of one kind are counted together
 * @param table its name
 * @param condition which rows are the person's
 * @param change what takes the person out of a row, as SET has it; null: the row goes
 * @param begets whether other rows are written because of these, so that these go first
 */
public record PersonalData(
        String kind, String table, String condition, @Nullable String change, boolean begets) {

    /** Rows that go, and because of which others are written while they are there. */
    public static PersonalData source(String kind, String table, String condition) {
        return new PersonalData(kind, table, condition, null, true);
    }

    /** Rows that go. */
    public static PersonalData rows(String kind, String table, String condition) {
        return new PersonalData(kind, table, condition, null, false);
    }

    /** Rows that stay, without the person. */
    public static PersonalData changed(String kind, String table, String condition, String change) {
        return new PersonalData(kind, table, condition, change, false);
    }

    /** Counts the rows. */
    String counting() {
        return "SELECT count(*) AS rows FROM " + table + " WHERE " + condition;
    }

    /** Takes the person out. */
    String erasing() {
        return (change == null ? "DELETE FROM " + table : "UPDATE " + table + " SET " + change)
                + " WHERE "
                + condition;
    }
}
