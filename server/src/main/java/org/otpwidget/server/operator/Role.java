package org.otpwidget.server.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What an operator is to an account, the most powerful first; {@link Permission} is the table of
 * what each may do. Its words are the same in the database.
 */
public enum Role {
    /** Answers for the account: may do everything, and is never the last one to leave. */
    OWNER,
    /** Runs the account; may not touch owners. */
    ADMIN,
    /** Builds with it: widgets, tokens and templates, but no secrets and no people. */
    DEVELOPER,
    /** Looks on, and sees visitors' identifiers masked. */
    VIEWER;

    /** Whether this role may do something. */
    public boolean may(Permission permission) {
        return compareTo(permission.least()) <= 0;
    }

    /** This role, or the other one where that may less. */
    Role atMost(Role other) {
        return compareTo(other) < 0 ? other : this;
    }

    /** Whether this role may give somebody another, or take it away: never one above its own. */
    public boolean mayGrant(Role other) {
        return may(Permission.MANAGE_OPERATORS) && compareTo(other) <= 0;
    }

    /** The roles that this one may grant, the most powerful first. */
    public List<Role> grants() {
        return Arrays.stream(values()).filter(this::mayGrant).toList();
    }

    /** The words of {@link #grants}; one that no role has where there are none. */
    List<String> grantWords() {
        return mayGrant(VIEWER) ? grants().stream().map(Role::word).toList() : List.of("");
    }

    /** The role's word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
