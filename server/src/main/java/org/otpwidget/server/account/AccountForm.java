package org.otpwidget.server.account;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;

import tools.jackson.databind.node.ObjectNode;

import java.time.ZoneId;
import java.util.Set;

/**
 * What can be set of an account; see {@link Account}.
 *
 * @param name 1 to 100 characters
 * @param language two or three small letters; one that the dashboard doesn't speak counts as none
 * @param signInWidget id of a widget, which is not looked at here; null: none
 */
public record AccountForm(
        String name,
        ZoneId timeZone,
        @Nullable String language,
        Retention retention,
        @Nullable String signInWidget) {

    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** What is set now. */
    public static AccountForm of(Account account) {
        return new AccountForm(
                account.name(),
                account.timeZone(),
                account.language(),
                account.retention(),
                account.signInWidget());
    }

    /**
     * Reads a body.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static AccountForm read(ObjectNode body) {
        var form = Form.of(body);
        var read =
                new AccountForm(
                        form.requiredText("name", 100),
                        zone(form),
                        language(form),
                        Retention.read(form.part("retention")),
                        form.text("signInWidget", 24));
        form.check();
        return read;
    }

    private static ZoneId zone(Form form) {
        String name = form.text("timeZone", 60);
        if (name == null) {
            return ZoneId.of("UTC");
        }
        if (!ZONES.contains(name)) {
            form.refuse("timeZone", "Send the name of a time zone, for example Asia/Kolkata.");
            return ZoneId.of("UTC");
        }
        return ZoneId.of(name);
    }

    private static @Nullable String language(Form form) {
        String language = form.text("language", 3);
        if (language != null && !language.matches("[a-z]{2,3}")) {
            form.refuse("language", "Send a language as two or three letters, for example en.");
            return null;
        }
        return language;
    }
}
