package org.otpwidget.server.dashboard.entry;

import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.Next;
import org.otpwidget.server.dashboard.SessionCookie;
import org.otpwidget.server.dashboard.Typed;
import org.otpwidget.server.dashboard.entry.LinkMail.Kind;
import org.otpwidget.server.operator.Invitation;
import org.otpwidget.server.operator.Invitations;
import org.otpwidget.server.operator.Invitations.Outcome;
import org.otpwidget.server.secret.SecretText;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.Objects;

/** {@code /setup/…} and {@code /invitation/…}: a link makes whoever has it an operator, once. */
@Controller
class InvitationPages {

    private final Invitations invitations;
    private final ClientIp clientIp;

    InvitationPages(Invitations invitations, ClientIp clientIp) {
        this.invitations = invitations;
        this.clientIp = clientIp;
    }

    @GetMapping({"/setup/{token}", "/invitation/{token}"})
    Mono<Rendering> form(@PathVariable String token) {
        return invitations
                .find(SecretText.of(token))
                .map(invitation -> page(invitation, "", ""))
                .defaultIfEmpty(gone());
    }

    @PostMapping({"/setup/{token}", "/invitation/{token}"})
    Mono<Rendering> accept(@PathVariable String token, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return exchange.getFormData()
                .flatMap(
                        form ->
                                invitations
                                        .accept(
                                                SecretText.of(token),
                                                Typed.text(form, "email"),
                                                Typed.secret(form, "passphrase"),
                                                clientIp.of(request),
                                                SignInPages.agent(request))
                                        .flatMap(
                                                outcome -> answer(outcome, token, form, exchange)));
    }

    private Mono<Rendering> answer(
            Outcome outcome,
            String token,
            MultiValueMap<String, String> form,
            ServerWebExchange exchange) {
        return switch (outcome) {
            case Outcome.Accepted(var opened) -> {
                exchange.getResponse()
                        .addCookie(SessionCookie.of(exchange.getRequest(), opened.token()));
                yield Mono.just(Go.to(Next.HOME, "joined"));
            }
            case Outcome.Gone _ -> Mono.just(gone());
            case Outcome.NoEmail _ -> again(token, form, "noEmail");
            case Outcome.EmailTaken _ -> again(token, form, "emailTaken");
            case Outcome.UnfitPassphrase _ -> again(token, form, "unfitPassphrase");
        };
    }

    private Mono<Rendering> again(String token, MultiValueMap<String, String> form, String error) {
        return invitations
                .find(SecretText.of(token))
                .map(invitation -> page(invitation, Typed.text(form, "email"), error))
                .defaultIfEmpty(gone());
    }

    private static Rendering page(Invitation invitation, String email, String error) {
        return Rendering.view("dashboard/entry/invitation")
                .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("invitation", invitation)
                .modelAttribute("email", Objects.requireNonNullElse(invitation.email(), email))
                .modelAttribute("error", error)
                .build();
    }

    private static Rendering gone() {
        return EntryForms.gone(Kind.INVITATION, "/sign-in");
    }
}
