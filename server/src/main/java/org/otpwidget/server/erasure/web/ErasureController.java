package org.otpwidget.server.erasure.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.erasure.Erasure;
import org.otpwidget.server.erasure.Erasures;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** {@code /v1/erasures}: looks for a person, and erases one. The person is never in an address. */
@RestController
@RequestMapping("/v1/erasures")
class ErasureController {

    private final Erasures erasures;

    ErasureController(Erasures erasures) {
        this.erasures = erasures;
    }

    /** What is there, by kind. */
    record Found(Map<String, Long> found) {}

    @PostMapping
    Mono<Erasure> erase(Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .map(ErasureController::person)
                .flatMap(person -> erasures.erase(admin.actor(), admin.accountId(), person));
    }

    @PostMapping("/search")
    Mono<Found> search(Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .map(ErasureController::person)
                .flatMap(person -> erasures.count(admin.accountId(), person))
                .map(Found::new);
    }

    private static Identifier person(ObjectNode body) {
        var form = Form.of(body);
        Parsed parsed = Identifiers.parse(form.requiredText("identifier", 320), true, true);
        if (parsed instanceof Parsed.Rejected(String message)) {
            form.refuse("identifier", message);
        }
        form.check();
        return ((Parsed.Accepted) parsed).identifier();
    }
}
