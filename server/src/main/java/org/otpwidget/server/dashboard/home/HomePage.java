package org.otpwidget.server.dashboard.home;

import org.otpwidget.server.credential.Authkey;
import org.otpwidget.server.credential.Authkeys;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Section;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.report.Attention;
import org.otpwidget.server.report.Figures;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code /dashboard}: the last day at a glance, and what a new account does next. */
@Controller
class HomePage {

    private static final PageQuery ANY = new PageQuery(1, null);
    private static final PageQuery MANY = new PageQuery(100, null);

    private final Figures figures;
    private final Widgets widgets;
    private final Tokens tokens;
    private final Authkeys authkeys;
    private final Attention attention;

    HomePage(
            Figures figures,
            Widgets widgets,
            Tokens tokens,
            Authkeys authkeys,
            Attention attention) {
        this.figures = figures;
        this.widgets = widgets;
        this.tokens = tokens;
        this.authkeys = authkeys;
        this.attention = attention;
    }

    /**
     * Something to be done until the first visitor is verified.
     *
     * @param name of its texts, {@code home.step.<name>}
     * @param done whether it was seen to be done
     * @param path where to do it
     */
    record Step(String name, boolean done, String path) {}

    @GetMapping("/dashboard")
    Mono<Rendering> home(
            @May(Permission.SEE) Visit visit,
            @ModelAttribute(name = "sections", binding = false) List<Section> sections) {
        var lately = figures.lately(visit.accountId()).cache();
        return Mono.zip(lately, steps(visit.accountId()), attention.of(visit.accountId(), lately))
                .map(
                        all ->
                                Rendering.view("dashboard/home")
                                        .modelAttribute("counts", all.getT1().counts())
                                        .modelAttribute(
                                                "chart",
                                                HourChart.of(all.getT1().hours(), visit.zone()))
                                        .modelAttribute("steps", all.getT2())
                                        .modelAttribute(
                                                "isNew", !all.getT2().stream().allMatch(Step::done))
                                        .modelAttribute(
                                                "notices", Notice.of(all.getT3(), visit, sections))
                                        .build());
    }

    /** Whatever has no page yet. */
    @GetMapping("/dashboard/{*rest}")
    Mono<Rendering> nothing(@May(Permission.SEE) Visit visit) {
        return Problems.notFound("page").signal();
    }

    private Mono<List<Step>> steps(long account) {
        return Mono.zip(
                        widgets.list(account, ANY),
                        tokens.list(account, MANY),
                        authkeys.list(account, MANY))
                .map(
                        all -> {
                            List<Token> known = all.getT2().items();
                            List<Authkey> keys = all.getT3().items();
                            return List.of(
                                    new Step(
                                            "widget",
                                            !all.getT1().items().isEmpty(),
                                            "/dashboard/widgets/new"),
                                    new Step("token", !known.isEmpty(), "/dashboard/tokens/new"),
                                    new Step(
                                            "call",
                                            known.stream().anyMatch(t -> t.lastUsedAt() != null),
                                            "/dashboard/integrate"),
                                    new Step(
                                            "exchange",
                                            keys.stream().anyMatch(k -> k.lastUsedAt() != null),
                                            "/dashboard/authkeys"));
                        });
    }
}
