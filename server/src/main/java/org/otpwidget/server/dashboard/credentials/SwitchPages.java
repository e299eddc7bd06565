package org.otpwidget.server.dashboard.credentials;

import org.otpwidget.server.credential.AuditedAuthkeys;
import org.otpwidget.server.credential.AuditedTokens;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Undo;
import org.otpwidget.server.dashboard.Undos;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/** Switches tokens and authkeys on and off, out of their lists. */
@Controller
class SwitchPages {

    private static final String TOKENS = "/dashboard/tokens";
    private static final String AUTHKEYS = "/dashboard/authkeys";

    private final AuditedTokens tokens;
    private final AuditedAuthkeys authkeys;
    private final Undos undos;

    SwitchPages(AuditedTokens tokens, AuditedAuthkeys authkeys, Undos undos) {
        this.tokens = tokens;
        this.authkeys = authkeys;
        this.undos = undos;
    }

    @PostMapping(TOKENS + "/{id}/enabled")
    Mono<Rendering> token(
            @May(Permission.CHANGE_TOKENS) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return wanted(exchange)
                .flatMap(
                        enabled ->
                                tokens.change(visit, id, form -> with(form, enabled))
                                        .map(_ -> done(visit, TOKENS, "token", id, enabled)))
                .switchIfEmpty(Mono.error(() -> Problems.notFound("token").refused()));
    }

    @PostMapping(AUTHKEYS + "/{id}/enabled")
    Mono<Rendering> authkey(
            @May(value = Permission.CHANGE_AUTHKEYS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return wanted(exchange)
                .flatMap(
                        enabled ->
                                authkeys.change(visit, id, form -> with(form, enabled))
                                        .map(_ -> done(visit, AUTHKEYS, "authkey", id, enabled)))
                .switchIfEmpty(Mono.error(() -> Problems.notFound("authkey").refused()));
    }

    /** To give the passphrase for a switch is asked for; afterwards this leads back. */
    @GetMapping(AUTHKEYS + "/{id}/enabled")
    Rendering back(@May(Permission.CHANGE_AUTHKEYS) Visit visit, @PathVariable String id) {
        return Go.to(AUTHKEYS);
    }

    private static Mono<Boolean> wanted(ServerWebExchange exchange) {
        return exchange.getFormData().map(sent -> "true".equals(sent.getFirst("enabled")));
    }

    private Rendering done(Visit visit, String list, String kind, String id, boolean enabled) {
        return undos.go(
                visit,
                list,
                kind + (enabled ? ".enabled" : ".disabled"),
                Undo.enabled(list + "/" + id + "/enabled", !enabled));
    }

    private static TokenForm with(TokenForm form, boolean enabled) {
        return new TokenForm(form.name(), enabled, form.origins(), form.throttle());
    }

    private static AuthkeyForm with(AuthkeyForm form, boolean enabled) {
        return new AuthkeyForm(
                form.name(), form.scopes(), form.ipWhitelist(), enabled, form.expiresAt());
    }
}
