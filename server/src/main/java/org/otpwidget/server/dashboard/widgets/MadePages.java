package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.credential.AuditedTokens;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.integrate.Snippets;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last step of a new widget: its id, a token for pages to carry, and code to paste. It stays
 * where it is, so that one comes back to it.
 */
@Controller
@RequestMapping("/dashboard/widgets/{id}")
class MadePages {

    /** As many as a list to choose from may have. */
    private static final int MANY = 100;

    private final Widgets widgets;
    private final Tokens tokens;
    private final Snippets snippets;
    private final AuditedTokens audited;

    MadePages(Widgets widgets, Tokens tokens, Snippets snippets, AuditedTokens audited) {
        this.widgets = widgets;
        this.tokens = tokens;
        this.snippets = snippets;
        this.audited = audited;
    }

    @GetMapping("/integrate")
    Mono<Rendering> made(
            @May(Permission.SEE) Visit visit,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String token) {
        return Mono.zip(widget(visit, id), choice(visit, String.valueOf(token)))
                .map(both -> page(both.getT1(), both.getT2()));
    }

    /** One button makes a token and comes back with it. */
    @PostMapping("/token")
    Mono<Rendering> makeToken(@May(Permission.CHANGE_TOKENS) Visit visit, @PathVariable String id) {
        return widget(visit, id)
                .flatMap(
                        widget ->
                                audited.create(visit, TokenForm.of(widget.settings().name()))
                                        .map(
                                                made ->
                                                        Go.to(
                                                                path(widget)
                                                                        + "?token="
                                                                        + made.id(),
                                                                "token.created")));
    }

    /**
     * Tokens to choose from.
     *
     * @param chosen null: there is none yet
     */
    private record Choice(List<Token> all, @Nullable Token chosen) {

        static Choice of(List<Token> enabled, Optional<Token> wanted) {
            var chosen = wanted.or(() -> enabled.stream().findFirst());
            // One that is not among the first of many can be chosen, too.
            var beyond = wanted.stream().filter(token -> !isAmong(enabled, token));
            return new Choice(
                    Stream.concat(enabled.stream(), beyond).toList(), chosen.orElse(null));
        }

        private static boolean isAmong(List<Token> all, Token token) {
            return all.stream().anyMatch(one -> one.id().equals(token.id()));
        }
    }

    private Mono<Choice> choice(Visit visit, String wanted) {
        return Mono.zip(
                tokens.enabled(visit.accountId(), MANY).collectList(),
                tokens.get(visit.accountId(), wanted).filter(Token::enabled).singleOptional(),
                Choice::of);
    }

    private Rendering page(Widget widget, Choice choice) {
        var page =
                Rendering.view("dashboard/widgets/made")
                        .modelAttribute("widget", widget)
                        .modelAttribute("steps", List.of(WizardStep.values()))
                        .modelAttribute("step", WizardStep.INTEGRATE)
                        .modelAttribute("tokens", choice.all());
        var token = choice.chosen();
        if (token != null) {
            page.modelAttribute("token", token)
                    .modelAttribute("snippet", snippets.popup(widget, token).text());
        }
        return page.build();
    }

    private Mono<Widget> widget(Visit visit, String id) {
        return widgets.get(visit.accountId(), id)
                .switchIfEmpty(Problems.notFound("widget").signal());
    }

    static String path(Widget widget) {
        return "/dashboard/widgets/" + widget.id() + "/integrate";
    }
}
