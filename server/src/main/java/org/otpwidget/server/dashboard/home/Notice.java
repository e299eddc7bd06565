package org.otpwidget.server.dashboard.home;

import org.otpwidget.server.dashboard.Section;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.report.Matter;

import java.util.List;

/**
 * A matter with the page where it is mended.
 *
 * @param path empty: no page of the dashboard is about it
 */
record Notice(Matter matter, String path) {

    /** What the operator may hear of, in the same order. */
    static List<Notice> of(List<Matter> matters, Visit visit, List<Section> sections) {
        return matters.stream()
                .filter(matter -> !isOfAuthkeys(matter) || visit.may(Permission.CHANGE_AUTHKEYS))
                .map(matter -> new Notice(matter, path(matter, visit, sections)))
                .toList();
    }

    private static String path(Matter matter, Visit visit, List<Section> sections) {
        return switch (matter.kind()) {
            case PROVIDER_DOWN, PROVIDER_REFUSES ->
                    "/dashboard/providers"
                            + (visit.may(Permission.CHANGE_PROVIDERS) ? "/" + matter.id() : "");
            case CHANNEL_UNSERVED -> "/dashboard/providers";
            case TEMPLATE_UNUSABLE -> "/dashboard/widgets/" + matter.id();
            case SIGN_IN_OFF -> "/dashboard/account";
            case TRAFFIC_HIGH, CONVERSION_LOW -> "/dashboard/verifications";
            case WEBHOOK_FAILS, WEBHOOK_GONE ->
                    sections.stream()
                            .filter(section -> section.name().equals("webhooks"))
                            .map(section -> section.path() + "/" + matter.id())
                            .findFirst()
                            .orElse("");
            case NO_ADMIN_AUTHKEY -> "/dashboard/authkeys";
            case AUTHKEY_ENDS -> "/dashboard/authkeys/" + matter.id();
        };
    }

    private static boolean isOfAuthkeys(Matter matter) {
        return matter.kind() == Matter.Kind.NO_ADMIN_AUTHKEY
                || matter.kind() == Matter.Kind.AUTHKEY_ENDS;
    }
}
