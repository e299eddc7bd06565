package org.otpwidget.server.credential.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.credential.AuditedAddresses;
import org.otpwidget.server.credential.IpFilter;
import org.otpwidget.server.credential.IpState;
import org.otpwidget.server.credential.IpStates;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;

/** {@code /v1/tokens/{id}/ips}: how a token treats client addresses. */
@RestController
@RequestMapping("/v1/tokens/{id}/ips")
class IpStateController {

    private final Tokens tokens;
    private final IpStates states;
    private final AuditedAddresses audited;
    private final Clock clock;

    IpStateController(Tokens tokens, IpStates states, AuditedAddresses audited, Clock clock) {
        this.tokens = tokens;
        this.states = states;
        this.audited = audited;
        this.clock = clock;
    }

    @GetMapping
    Mono<Page<IpState>> list(
            Administrator admin,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> query) {
        var page = PageQuery.of(query);
        if (page.after() != null) {
            IpState.ip("after", page.after());
        }
        var filter = IpFilter.read(query.getFirst("state"), query.getFirst("within"));
        return token(admin, id).flatMap(token -> states.list(token, filter, page));
    }

    @GetMapping("/{ip}")
    Mono<IpState> get(Administrator admin, @PathVariable String id, @PathVariable String ip) {
        return token(admin, id).flatMap(token -> states.get(token, IpState.ip("ip", ip)));
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
                                        .flatMap(state -> audited.put(admin, token, state)));
    }

    @DeleteMapping("/{ip}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Administrator admin, @PathVariable String id, @PathVariable String ip) {
        return token(admin, id)
                .flatMap(token -> audited.delete(admin, token, IpState.ip("ip", ip)))
                .switchIfEmpty(Problems.notFound("address").signal())
                .then();
    }

    private IpState state(String ip, ObjectNode body) {
        return IpState.read(IpState.ip("ip", ip), body, clock.instant());
    }

    private Mono<Token> token(Administrator admin, String id) {
        return tokens.get(admin.accountId(), id).switchIfEmpty(Problems.notFound("token").signal());
    }
}
