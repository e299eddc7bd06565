package org.otpwidget.server.dashboard.integrate;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code /dashboard/integrate}: code for one widget and one token, and whether it was called. */
@Controller
class IntegratePages {

    private static final PageQuery MANY = new PageQuery(100, null);

    private final Widgets widgets;
    private final Tokens tokens;
    private final Snippets snippets;

    IntegratePages(Widgets widgets, Tokens tokens, Snippets snippets) {
        this.widgets = widgets;
        this.tokens = tokens;
        this.snippets = snippets;
    }

    @GetMapping("/dashboard/integrate")
    Mono<Rendering> integrate(
            @May(Permission.SEE) Visit visit,
            @RequestParam(required = false) @Nullable String widget,
            @RequestParam(required = false) @Nullable String token) {
        return Mono.zip(widgets.list(visit.accountId(), MANY), tokens.list(visit.accountId(), MANY))
                .map(
                        both ->
                                page(
                                        both.getT1().items(),
                                        both.getT2().items(),
                                        String.valueOf(widget),
                                        String.valueOf(token)));
    }

    private Rendering page(
            List<Widget> allWidgets, List<Token> allTokens, String widgetId, String tokenId) {
        if (allWidgets.isEmpty() || allTokens.isEmpty()) {
            return Go.view(
                    "dashboard/integrate/nothing",
                    "missing",
                    allWidgets.isEmpty() ? "widgets" : "tokens");
        }
        var widget =
                allWidgets.stream()
                        .filter(one -> one.id().equals(widgetId))
                        .findFirst()
                        .orElse(allWidgets.getFirst());
        var token =
                allTokens.stream()
                        .filter(one -> one.id().equals(tokenId))
                        .findFirst()
                        .orElse(allTokens.getFirst());
        return Rendering.view("dashboard/integrate/snippets")
                .modelAttribute("widgets", allWidgets)
                .modelAttribute("tokens", allTokens)
                .modelAttribute("widget", widget)
                .modelAttribute("token", token)
                .modelAttribute("groups", snippets.of(widget, token))
                .modelAttribute("caveats", Caveats.of(widget, token))
                .build();
    }
}
