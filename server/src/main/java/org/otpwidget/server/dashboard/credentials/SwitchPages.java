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
        return exchange.getFormData()
                .map(sent -> Undo.enabled(sent))
                .flatMap(
                        enabled ->
                                tokens.change(visit, id, form -> with(form, enabled))
                                        .map(
                                                _ ->
                                                        undos.switched(
                                                                visit, TOKENS, "token", id,
                                                                enabled)))
                .switchIfEmpty(Problems.notFound("token").signal());
    }

    @PostMapping(AUTHKEYS + "/{id}/enabled")
    Mono<Rendering> authkey(
            @May(value = Permission.CHANGE_AUTHKEYS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(sent -> Undo.enabled(sent))
                .flatMap(
                        enabled ->
                                authkeys.change(visit, id, form -> with(form, enabled))
                                        .map(
                                                _ ->
                                                        undos.switched(
                                                                visit, AUTHKEYS, "authkey", id,
                                                                enabled)))
                .switchIfEmpty(Problems.notFound("authkey").signal());
    }

    /** To give the passphrase for a switch is asked for; afterwards this leads back. */
    @GetMapping(AUTHKEYS + "/{id}/enabled")
    Rendering back(@May(Permission.CHANGE_AUTHKEYS) Visit visit, @PathVariable String id) {
        return Go.to(AUTHKEYS);
    }

    private static TokenForm with(TokenForm form, boolean enabled) {
        return new TokenForm(form.name(), enabled, form.origins(), form.throttle());
    }

    private static AuthkeyForm with(AuthkeyForm form, boolean enabled) {
        return new AuthkeyForm(
                form.name(), form.scopes(), form.ipWhitelist(), enabled, form.expiresAt());
    }
}
