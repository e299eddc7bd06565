package org.otpwidget.server.dashboard.settings;

import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Typed;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.erasure.Erasure;
import org.otpwidget.server.erasure.Erasures;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.otpwidget.server.operator.Permission;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.Map;
import java.util.function.Function;

/**
 * {@code /dashboard/account/erase}: says what is there of a person, asks, erases, and reports. The
 * person never stands in an address.
 */
@Controller
@RequestMapping("/dashboard/account/erase")
class ErasurePages {

    private static final String PAGE = "/dashboard/account/erase";
    private static final String FIELD = "identifier";

    private final Erasures erasures;

    ErasurePages(Erasures erasures) {
        this.erasures = erasures;
    }

    @GetMapping
    Rendering form(@May(value = Permission.CHANGE_ACCOUNT, proved = true) Visit visit) {
        return formPage("", "");
    }

    @PostMapping
    Mono<Rendering> look(
            @May(value = Permission.CHANGE_ACCOUNT, proved = true) Visit visit,
            ServerWebExchange exchange) {
        return person(
                exchange,
                person ->
                        erasures.count(visit.accountId(), person)
                                .map(found -> foundPage(person.value(), found)));
    }

    /** To give the passphrase for an erasure is asked for; afterwards this leads back. */
    @GetMapping("/now")
    Rendering back(@May(value = Permission.CHANGE_ACCOUNT, proved = true) Visit visit) {
        return Go.to(PAGE);
    }

    @PostMapping("/now")
    Mono<Rendering> erase(
            @May(value = Permission.CHANGE_ACCOUNT, proved = true) Visit visit,
            ServerWebExchange exchange) {
        return person(
                exchange,
                person ->
                        erasures.erase(visit.actor(), visit.accountId(), person)
                                .map(ErasurePages::donePage));
    }

    /** A page about the person who was typed, or the form again. */
    private static Mono<Rendering> person(
            ServerWebExchange exchange, Function<Identifier, Mono<Rendering>> page) {
        return exchange.getFormData()
                .map(sent -> Typed.text(sent, FIELD))
                .flatMap(
                        typed ->
                                switch (Identifiers.parse(typed, true, true)) {
                                    case Parsed.Accepted(var person) -> page.apply(person);
                                    case Parsed.Rejected(String message) ->
                                            Mono.just(formPage(typed, message));
                                });
    }

    private static Rendering formPage(String typed, String error) {
        return Rendering.view("dashboard/settings/erase")
                .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("typed", typed)
                .modelAttribute("error", error)
                .build();
    }

    private static Rendering foundPage(String identifier, Map<String, Long> found) {
        return Rendering.view("dashboard/settings/sure-erase")
                .modelAttribute("identifier", identifier)
                .modelAttribute("found", found)
                .modelAttribute("any", found.values().stream().anyMatch(rows -> rows > 0))
                .build();
    }

    private static Rendering donePage(Erasure erasure) {
        return Go.view("dashboard/settings/erased", "erasure", erasure);
    }
}
