package org.otpwidget.server.dashboard.search;

import org.otpwidget.server.operator.Permission;

import java.util.List;

/**
 * Something to begin.
 *
 * @param key of its text
 * @param path the page that it begins on
 * @param permission who may
 */
record Action(String key, String path, Permission permission) {

    static final List<Action> ALL =
            List.of(
                    new Action("widgets.new", "/dashboard/widgets/new", Permission.CHANGE_WIDGETS),
                    new Action(
                            "templates.new",
                            "/dashboard/templates/new",
                            Permission.CHANGE_TEMPLATES),
                    new Action(
                            "providers.new",
                            "/dashboard/providers/new",
                            Permission.CHANGE_PROVIDERS),
                    new Action("tokens.new", "/dashboard/tokens/new", Permission.CHANGE_TOKENS),
                    new Action(
                            "authkeys.new", "/dashboard/authkeys/new", Permission.CHANGE_AUTHKEYS),
                    new Action(
                            "operators.invite",
                            "/dashboard/operators#invite",
                            Permission.MANAGE_OPERATORS));
}
