package org.otpwidget.server.dashboard.verifications;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.report.Timeline;
import org.otpwidget.server.report.Verification;
import org.otpwidget.server.report.Verifications;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code /dashboard/verifications}: the latest first; {@code ?q=} finds a person or a request. */
@Controller
@RequestMapping("/dashboard/verifications")
class VerificationPages {

    private final Verifications verifications;

    VerificationPages(Verifications verifications) {
        this.verifications = verifications;
    }

    @GetMapping
    Mono<Rendering> list(
            @May(Permission.SEE) Visit visit,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam MultiValueMap<String, String> query) {
        var page = PageQuery.of(query);
        String sought = q == null ? "" : q.strip();
        if (sought.isEmpty()) {
            return verifications
                    .latest(visit.accountId(), page)
                    .map(found -> page(found, "", false));
        }
        if (Ids.isId(sought)) {
            return verifications
                    .get(visit.accountId(), sought)
                    .map(found -> List.of(found.verification()))
                    .defaultIfEmpty(List.of())
                    .map(found -> page(new Page<>(found, null), sought, false));
        }
        return Identifiers.parse(sought, true, true) instanceof Parsed.Accepted(var person)
                ? verifications
                        .latest(visit.accountId(), page, person)
                        .map(found -> page(found, sought, false))
                : Mono.just(page(new Page<>(List.of(), null), sought, true));
    }

    @GetMapping("/{id}")
    Mono<Rendering> one(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return verifications
                .get(visit.accountId(), id)
                .map(VerificationPages::page)
                .switchIfEmpty(Problems.notFound("verification").signal());
    }

    private static Rendering page(Page<Verification> found, String sought, boolean isWrong) {
        return Rendering.view("dashboard/verifications/list")
                .status(isWrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                .modelAttribute("page", found)
                .modelAttribute("sought", sought)
                .modelAttribute("isWrong", isWrong)
                .build();
    }

    private static Rendering page(Timeline timeline) {
        return Rendering.view("dashboard/verifications/one")
                .modelAttribute("verification", timeline.verification())
                .modelAttribute("steps", Step.of(timeline.events()))
                .build();
    }
}
