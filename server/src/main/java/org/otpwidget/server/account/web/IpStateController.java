package org.otpwidget.server.account.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.account.IpState;
import org.otpwidget.server.account.IpStates;
import org.otpwidget.server.account.Token;
import org.otpwidget.server.account.Tokens;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.util.List;

/** {@code /v1/tokens/{id}/ips}: how a token treats client addresses. */
@RestController
@RequestMapping("/v1/tokens/{id}/ips")
class IpStateController {

    private final Tokens tokens;
    private final IpStates states;
    private final Clock clock;

    IpStateController(Tokens tokens, IpStates states, Clock clock) {
        this.tokens = tokens;
        this.states = states;
        this.clock = clock;
    }

    @GetMapping
    Mono<Page<IpState>> list(
            Administrator admin,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> query) {
        var page = PageQuery.of(query);
        if (page.after() != null) {
            address("after", page.after());
        }
        return token(admin, id).flatMap(token -> states.list(token, page));
    }

    @GetMapping("/{ip}")
    Mono<IpState> get(Administrator admin, @PathVariable String id, @PathVariable String ip) {
        return token(admin, id).flatMap(token -> states.get(token, address("ip", ip)));
    }

    @PutMapping("/{ip}")
    Mono<IpState> put(
            Administrator admin,
            @PathVariable String id,
            @PathVariable String ip,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return token(admin, id)
                .flatMap(
                        token ->
                                Form.object(body)
                                        .map(set -> state(ip, set))
                                        .flatMap(state -> states.put(token, state)));
    }

    private IpState state(String ip, ObjectNode body) {
        return IpState.read(address("ip", ip), body, clock.instant());
    }

    private Mono<Token> token(Administrator admin, String id) {
        return tokens.get(admin.accountId(), id)
                .switchIfEmpty(Mono.error(() -> Problems.notFound("token").refused()));
    }

    private static String address(String field, String text) {
        return Addresses.parse(text)
                .map(Addresses::forLimits)
                .map(Addresses::format)
                .orElseThrow(
                        () ->
                                Problems.invalid(
                                                List.of(
                                                        new FieldError(
                                                                field,
                                                                "Send an IP address, for example"
                                                                        + " 203.0.113.7 or"
                                                                        + " 2001:db8::1.")))
                                        .refused());
    }
}
