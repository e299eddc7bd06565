package org.otpwidget.server.dashboard.settings;

import static org.otpwidget.server.dashboard.fields.Field.choice;
import static org.otpwidget.server.dashboard.fields.Field.number;
import static org.otpwidget.server.dashboard.fields.Field.text;

import org.otpwidget.server.account.KeptKind;
import org.otpwidget.server.dashboard.ChosenLanguage;
import org.otpwidget.server.dashboard.fields.Field;
import org.otpwidget.server.dashboard.fields.Field.Option;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.dashboard.fields.Plan.Group;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** The form of an account. */
final class AccountPlan {

    /** The field that chooses a widget of the account; its options are put in for each page. */
    static final String WIDGET = "signInWidget";

    static final Plan ALL =
            Plan.of(
                    "account",
                    Group.of(
                            "general",
                            text("name").mustBeGiven(),
                            choice("timeZone", zones()).mustBeGiven(),
                            choice("language", languages())),
                    Group.of("signIn", choice(WIDGET, List.of())),
                    Group.of(
                            "retention",
                            Arrays.stream(KeptKind.values())
                                    .map(AccountPlan::days)
                                    .toArray(Field[]::new)));

    private AccountPlan() {}

    private static Field days(KeptKind kind) {
        return number("retention." + kind.word(), kind.least(), KeptKind.MOST);
    }

    /** Places, as people know them; names of offsets only are left to the API. */
    private static List<Option> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.equals("UTC") || id.matches("[A-Z][A-Za-z]+/[A-Z].*"))
                .filter(id -> !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
                .sorted()
                .map(id -> new Option(id, id.replace('_', ' ')))
                .toList();
    }

    /** Each in its own words. */
    private static List<Option> languages() {
        return ChosenLanguage.LANGUAGES.stream()
                .map(
                        language ->
                                new Option(
                                        language.getLanguage(), language.getDisplayName(language)))
                .toList();
    }
}
