package org.otpwidget.server.operator;

import static org.otpwidget.server.operator.Role.ADMIN;
import static org.otpwidget.server.operator.Role.DEVELOPER;
import static org.otpwidget.server.operator.Role.OWNER;
import static org.otpwidget.server.operator.Role.VIEWER;

/**
 * What can be done in the dashboard, and which role suffices, those above it included: the one
 * table of it.
 */
public enum Permission {
    /** Look at everything that has no permission of its own. */
    SEE(VIEWER),
    /** See visitors' numbers and addresses unmasked. */
    SEE_IDENTIFIERS(DEVELOPER),
    /** Make and change widgets. */
    CHANGE_WIDGETS(DEVELOPER),
    /** Make and change templates. */
    CHANGE_TEMPLATES(DEVELOPER),
    /** Make and change tokens, and the states of addresses. */
    CHANGE_TOKENS(DEVELOPER),
    /** Make, rotate and end authkeys. */
    CHANGE_AUTHKEYS(ADMIN),
    /** Add and change the vendors that messages go out with, and webhooks. */
    CHANGE_PROVIDERS(ADMIN),
    /** Read who changed what. */
    SEE_AUDIT(ADMIN),
    /** Invite operators, change their roles, end their sessions. */
    MANAGE_OPERATORS(ADMIN),
    /** Change what holds for the whole account, and erase people. */
    CHANGE_ACCOUNT(OWNER);

    private final Role least;

    Permission(Role least) {
        this.least = least;
    }

    /** The role that suffices; those above it may as well. */
    Role least() {
        return least;
    }
}
