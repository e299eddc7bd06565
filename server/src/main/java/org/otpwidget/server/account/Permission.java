package org.otpwidget.server.account;

import static org.otpwidget.server.account.Role.ADMIN;
import static org.otpwidget.server.account.Role.DEVELOPER;
import static org.otpwidget.server.account.Role.OWNER;
import static org.otpwidget.server.account.Role.VIEWER;

import java.util.Set;

/** What can be done in the dashboard, and by whom: the one table of it. */
public enum Permission {
    /** Look at everything that has no permission of its own. */
    SEE(OWNER, ADMIN, DEVELOPER, VIEWER),
    /** See visitors' numbers and addresses unmasked. */
    SEE_IDENTIFIERS(OWNER, ADMIN, DEVELOPER),
    /** Make and change widgets. */
    CHANGE_WIDGETS(OWNER, ADMIN, DEVELOPER),
    /** Make and change templates. */
    CHANGE_TEMPLATES(OWNER, ADMIN, DEVELOPER),
    /** Make and change tokens, and the states of addresses. */
    CHANGE_TOKENS(OWNER, ADMIN, DEVELOPER),
    /** Make, rotate and end authkeys. */
    CHANGE_AUTHKEYS(OWNER, ADMIN),
    /** Add and change the vendors that messages go out with, and webhooks. */
    CHANGE_PROVIDERS(OWNER, ADMIN),
    /** Read who changed what. */
    SEE_AUDIT(OWNER, ADMIN),
    /** Invite operators, change their roles, end their sessions. */
    MANAGE_OPERATORS(OWNER, ADMIN),
    /** Change what holds for the whole account, and erase people. */
    CHANGE_ACCOUNT(OWNER);

    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = Set.of(roles);
    }

    /** Who may do it. */
    public Set<Role> roles() {
        return roles;
    }
}
