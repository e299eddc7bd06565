package org.otpwidget.server.dashboard.entry;

import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.dashboard.ChosenLanguage;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.Typed;
import org.otpwidget.server.dashboard.entry.LinkMail.Kind;
import org.otpwidget.server.dashboard.entry.LinkMail.Link;
import org.otpwidget.server.operator.PassphraseResets;
import org.otpwidget.server.secret.SecretText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Objects;

/** {@code /sign-in/forgotten} and {@code /sign-in/reset/…}: a new passphrase by a mailed link. */
@Controller
class ResetPages {

    private static final Logger log = LoggerFactory.getLogger(ResetPages.class);

    private final PassphraseResets resets;
    private final LinkMail mail;
    private final ClientIp clientIp;

    ResetPages(PassphraseResets resets, LinkMail mail, ClientIp clientIp) {
        this.resets = resets;
        this.mail = mail;
        this.clientIp = clientIp;
    }

    @GetMapping("/sign-in/forgotten")
    Rendering forgotten() {
        return forgotten(HttpStatus.OK, "", "");
    }

    /** Answers before anything is looked up, so that its time tells nothing either. */
    @PostMapping("/sign-in/forgotten")
    Mono<Rendering> ask(ServerWebExchange exchange) {
        var address = clientIp.of(exchange.getRequest());
        return exchange.getFormData()
                .map(sent -> Typed.text(sent, "email"))
                .flatMap(
                        email ->
                                resets.mayAsk(email, address)
                                        .doOnNext(
                                                allowed -> {
                                                    if (allowed && mail.isPossible()) {
                                                        send(email, address, language(exchange));
                                                    }
                                                })
                                        .map(
                                                allowed ->
                                                        allowed
                                                                ? forgotten(
                                                                        HttpStatus.OK,
                                                                        email,
                                                                        "asked")
                                                                : forgotten(
                                                                        HttpStatus
                                                                                .TOO_MANY_REQUESTS,
                                                                        email,
                                                                        "tooMany")));
    }

    @GetMapping("/sign-in/reset/{token}")
    Mono<Rendering> form(@PathVariable String token) {
        return resets.find(SecretText.of(token))
                .map(operator -> form(operator.email(), ""))
                .defaultIfEmpty(gone());
    }

    @PostMapping("/sign-in/reset/{token}")
    Mono<Rendering> reset(@PathVariable String token, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                resets.use(
                                        SecretText.of(token),
                                        Typed.secret(sent, "passphrase"),
                                        clientIp.of(exchange.getRequest())))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case RESET -> Mono.just(Go.to("/sign-in", "passphraseReset"));
                                    case GONE -> Mono.just(gone());
                                    case UNFIT -> again(token);
                                });
    }

    private Mono<Rendering> again(String token) {
        return resets.find(SecretText.of(token))
                .map(operator -> form(operator.email(), "unfitPassphrase"))
                .defaultIfEmpty(gone());
    }

    private void send(String email, InetAddress address, Locale language) {
        var _ =
                resets.ask(email, address)
                        .flatMap(made -> mail.send(Link.of(made), language))
                        .subscribe(
                                sent -> {
                                    if (!sent.link().isEmpty()) {
                                        log.warn("A link for a new passphrase was not sent");
                                    }
                                },
                                failure -> log.warn("A link for a new passphrase failed", failure));
    }

    private Rendering forgotten(HttpStatus status, String email, String state) {
        return Rendering.view("dashboard/entry/forgotten")
                .status(status)
                .modelAttribute("possible", mail.isPossible())
                .modelAttribute("email", email)
                .modelAttribute("state", state)
                .build();
    }

    private static Rendering form(String email, String error) {
        return Rendering.view("dashboard/entry/reset")
                .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("email", email)
                .modelAttribute("error", error)
                .build();
    }

    private static Rendering gone() {
        return EntryForms.gone(Kind.RESET, "/sign-in/forgotten");
    }

    private static Locale language(ServerWebExchange exchange) {
        return Objects.requireNonNullElse(
                exchange.getLocaleContext().getLocale(), ChosenLanguage.LANGUAGES.getFirst());
    }
}
