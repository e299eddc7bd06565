package org.otpwidget.server.dashboard.search;

import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Section;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;

/** {@code /dashboard/search}: as a page, and as JSON for the palette. */
@Controller
class SearchPages {

    private static final int LONGEST = 100;

    private final Finder finder;

    SearchPages(Finder finder) {
        this.finder = finder;
    }

    @GetMapping("/dashboard/search")
    Mono<Rendering> page(
            @May(Permission.SEE) Visit visit,
            @ModelAttribute(name = "sections", binding = false) List<Section> sections,
            @RequestParam(defaultValue = "") String q,
            Locale language) {
        String sought = shortened(q);
        return finder.find(visit, sections, sought, language)
                .map(
                        found ->
                                Rendering.view("dashboard/search/page")
                                        .modelAttribute("sought", sought)
                                        .modelAttribute("found", found)
                                        .build());
    }

    @GetMapping("/dashboard/search/found")
    @ResponseBody
    Mono<List<Found>> found(
            @May(Permission.SEE) Visit visit,
            @ModelAttribute(name = "sections", binding = false) List<Section> sections,
            @RequestParam(defaultValue = "") String q,
            Locale language) {
        return finder.find(visit, sections, shortened(q), language);
    }

    private static String shortened(String q) {
        String sought = q.strip();
        return sought.length() > LONGEST ? sought.substring(0, LONGEST) : sought;
    }
}
