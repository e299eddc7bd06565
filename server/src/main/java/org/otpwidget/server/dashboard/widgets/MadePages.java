package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.AuditedTokens;
import org.otpwidget.server.account.Permission;
import org.otpwidget.server.account.Token;
import org.otpwidget.server.account.TokenForm;
import org.otpwidget.server.account.Tokens;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.integrate.Snippets;
import org.otpwidget.server.form.PageQuery;
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

/**
 * The last step of a new widget: its id, a token for pages to carry, and code to paste. It stays
 * where it is, so that one comes back to it.
 */
@Controller
@RequestMapping("/dashboard/widgets/{id}")
class MadePages {

    private static final PageQuery MANY = new PageQuery(100, null);

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
        return Mono.zip(widget(visit, id), tokens.list(visit.accountId(), MANY))
                .map(
                        both ->
                                page(
                                        both.getT1(),
                                        both.getT2().items().stream()
                                                .filter(Token::enabled)
                                                .toList(),
                                        String.valueOf(token)));
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

    private Rendering page(Widget widget, List<Token> all, String chosen) {
        var token =
                all.stream()
                        .filter(one -> one.id().equals(chosen))
                        .findFirst()
                        .or(() -> all.stream().findFirst());
        var page =
                Rendering.view("dashboard/widgets/made")
                        .modelAttribute("widget", widget)
                        .modelAttribute("steps", List.of(WizardStep.values()))
                        .modelAttribute("step", WizardStep.INTEGRATE)
                        .modelAttribute("tokens", all);
        token.ifPresent(
                one ->
                        page.modelAttribute("token", one)
                                .modelAttribute("snippet", snippets.popup(widget, one).text()));
        return page.build();
    }

    private Mono<Widget> widget(Visit visit, String id) {
        return widgets.get(visit.accountId(), id)
                .switchIfEmpty(Mono.error(() -> Problems.notFound("widget").refused()));
    }

    static String path(Widget widget) {
        return "/dashboard/widgets/" + widget.id() + "/integrate";
    }
}
