package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** {@code /dashboard/widgets/{id}/history}: who changed what of a widget, the latest first. */
@Controller
class HistoryPages {

    private static final PageQuery BRIEF = new PageQuery(25, null);

    private final Widgets widgets;
    private final AuditTrail trail;

    HistoryPages(Widgets widgets, AuditTrail trail) {
        this.widgets = widgets;
        this.trail = trail;
    }

    /** One line of the history. */
    record Event(
            Instant at,
            String who,
            @Nullable String from,
            String action,
            List<ToldChange> changes) {

        static Event of(AuditEntry entry) {
            return new Event(
                    entry.at(),
                    entry.actorName(),
                    entry.ip(),
                    entry.action(),
                    ToldChange.of(entry.changes()));
        }
    }

    @GetMapping("/dashboard/widgets/{id}/history")
    Mono<Rendering> history(
            @May(Permission.SEE_AUDIT) Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> query) {
        var page = new PageQuery(BRIEF.limit(), PageQuery.of(query).after());
        return widgets.get(visit.accountId(), id)
                .switchIfEmpty(Problems.notFound("widget").signal())
                .zipWhen(widget -> trail.newest(visit.accountId(), page, widget.id()))
                .map(
                        both ->
                                Rendering.view("dashboard/widgets/history")
                                        .modelAttribute("widget", both.getT1())
                                        .modelAttribute("page", both.getT2().map(Event::of))
                                        .build());
    }
}
