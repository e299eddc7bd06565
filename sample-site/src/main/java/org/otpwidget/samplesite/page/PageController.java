package org.otpwidget.samplesite.page;

import org.jspecify.annotations.Nullable;
import org.otpwidget.samplesite.SampleSiteSettings;
import org.otpwidget.samplesite.web.ContentSecurityPolicy;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** The home page, the visitor's account, and one page for each way to embed the widget. */
@Controller
class PageController {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SampleSiteSettings settings;
    private final ContentSecurityPolicy policy;
    private final PinnedScript pinnedScript;

    PageController(
            SampleSiteSettings settings, ContentSecurityPolicy policy, PinnedScript pinnedScript) {
        this.settings = settings;
        this.policy = policy;
        this.pinnedScript = pinnedScript;
    }

    @ModelAttribute("embed")
    Embed embed(@RequestParam @Nullable String widgetId, @RequestParam @Nullable String token) {
        return Embed.of(settings, widgetId, token);
    }

    @GetMapping("/")
    String home() {
        return "home";
    }

    @GetMapping("/account")
    String account() {
        return "account";
    }

    @GetMapping("/{page:popup|custom|inline|iframe}")
    String page(@PathVariable String page, @ModelAttribute("embed") Embed embed, Model model) {
        var snippet = Snippet.named(page + ".html").with(embed.values());
        show(model, embed, snippet, snippet);
        if (page.equals("iframe")) {
            model.addAttribute("framed", Snippet.named("framed.html").with(embed.values()).text());
        }
        return page;
    }

    /** The page that sends magic links, by a widget of its own, and that they lead back to. */
    @GetMapping("/link")
    String link(
            @RequestParam @Nullable String widgetId,
            @RequestParam @Nullable String token,
            Model model) {
        var embed = Embed.of(settings.ofLinks(), widgetId, token);
        var snippet = Snippet.named("link.html").with(embed.values());
        show(model, embed, snippet, snippet);
        return "link";
    }

    /** The page inside of the one that {@code /iframe} shows. */
    @GetMapping("/framed")
    String framed(@ModelAttribute("embed") Embed embed, Model model, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set("Content-Security-Policy", policy.framed());
        model.addAttribute("live", Snippet.named("framed.html").with(embed.values()).text());
        return "framed";
    }

    /** The page under the strict policy, with a nonce of its own for each visit. */
    @GetMapping("/csp")
    Mono<String> csp(
            @ModelAttribute("embed") Embed embed, Model model, ServerWebExchange exchange) {
        String nonce = nonce();
        exchange.getResponse().getHeaders().set("Content-Security-Policy", policy.strict(nonce));
        return pinnedScript
                .attributes()
                .map(
                        script -> {
                            var snippet =
                                    Snippet.named("csp.html")
                                            .with(embed.values())
                                            .with(Map.of("script", script));
                            model.addAttribute("nonce", nonce);
                            model.addAttribute("policy", policy.strict("{{nonce}}"));
                            show(model, embed, snippet.with(Map.of("nonce", nonce)), snippet);
                            return "csp";
                        });
    }

    private static void show(Model model, Embed embed, Snippet live, Snippet source) {
        model.addAttribute("live", live.text());
        model.addAttribute("source", source.text());
        model.addAttribute("exchange", Snippet.named("exchange.sh").with(embed.values()).text());
    }

    private static String nonce() {
        var bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
