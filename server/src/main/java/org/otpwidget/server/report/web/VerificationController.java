package org.otpwidget.server.report.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.report.Event;
import org.otpwidget.server.report.Timeline;
import org.otpwidget.server.report.Verification;
import org.otpwidget.server.report.Verifications;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code /v1/verifications}: the latest requests, and what happened to each. */
@RestController
@RequestMapping("/v1/verifications")
class VerificationController {

    private final Verifications verifications;

    VerificationController(Verifications verifications) {
        this.verifications = verifications;
    }

    /** A request with its events. */
    record TimelineView(@JsonUnwrapped Verification verification, List<Event> events) {

        static TimelineView of(Timeline timeline) {
            return new TimelineView(timeline.verification(), timeline.events());
        }
    }

    @GetMapping
    Mono<Page<Verification>> list(
            Administrator admin,
            @RequestParam(required = false) @Nullable String identifier,
            @RequestParam MultiValueMap<String, String> query) {
        var page = PageQuery.of(query);
        if (identifier == null) {
            return verifications.latest(admin.accountId(), page);
        }
        return switch (Identifiers.parse(identifier, true, true)) {
            case Parsed.Accepted(var person) ->
                    verifications.latest(admin.accountId(), page, person);
            case Parsed.Rejected(var message) ->
                    Problems.invalid(List.of(new FieldError("identifier", message))).signal();
        };
    }

    @GetMapping("/{reqId}")
    Mono<TimelineView> get(Administrator admin, @PathVariable String reqId) {
        return verifications
                .get(admin.accountId(), reqId)
                .map(TimelineView::of)
                .switchIfEmpty(Problems.notFound("verification").signal());
    }
}
