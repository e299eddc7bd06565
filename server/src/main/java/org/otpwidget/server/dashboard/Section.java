package org.otpwidget.server.dashboard;

import org.otpwidget.server.operator.Permission;

import java.util.List;

/**
 * A place in the navigation. Its text is {@code section.<name>}, its icon {@code <name>}.
 *
 * @param name one word
 * @param path address of its first page
 * @param permission who sees it
 */
public record Section(String name, String path, Permission permission) {

    static final List<Section> ALL =
            List.of(
                    new Section("home", "/dashboard", Permission.SEE),
                    new Section("verifications", "/dashboard/verifications", Permission.SEE),
                    new Section("widgets", "/dashboard/widgets", Permission.SEE),
                    new Section("templates", "/dashboard/templates", Permission.SEE),
                    new Section("providers", "/dashboard/providers", Permission.SEE),
                    new Section("senders", "/dashboard/senders", Permission.SEE),
                    new Section("webhooks", "/dashboard/webhooks", Permission.SEE),
                    new Section("integrate", "/dashboard/integrate", Permission.SEE),
                    new Section("tokens", "/dashboard/tokens", Permission.SEE),
                    new Section("authkeys", "/dashboard/authkeys", Permission.CHANGE_AUTHKEYS),
                    new Section("operators", "/dashboard/operators", Permission.SEE),
                    new Section("audit", "/dashboard/audit", Permission.SEE_AUDIT),
                    new Section("account", "/dashboard/account", Permission.SEE));

    /** The built-in inbox, which only the demo has; it is no page of the dashboard. */
    static final Section INBOX = new Section("inbox", "/inbox", Permission.SEE);

    /** Whether a page belongs to this place. */
    public boolean holds(String page) {
        return page.equals(path) || (!path.equals(Next.HOME) && page.startsWith(path + "/"));
    }
}
