package org.otpwidget.server.dashboard.senders;

import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.report.ShownSender.Source;

/** Where an operator looks at, or changes, what a sender comes from. */
record SourceLinks(Visit visit) {

    /** Address of a page; empty: there is none. */
    public String path(Source source) {
        if (source.id() == null) {
            return "";
        }
        return switch (source.kind()) {
            case TEMPLATE -> "/dashboard/templates/" + source.id();
            case WIDGET -> "/dashboard/widgets/" + source.id();
            case PROVIDER ->
                    "/dashboard/providers"
                            + (visit.may(Permission.CHANGE_PROVIDERS) ? "/" + source.id() : "");
            case INSTALLATION -> "";
        };
    }
}
