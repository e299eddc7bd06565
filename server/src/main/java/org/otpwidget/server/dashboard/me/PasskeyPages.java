package org.otpwidget.server.dashboard.me;

import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Typed;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.passkey.CreationOptions;
import org.otpwidget.server.passkey.Passkey;
import org.otpwidget.server.passkey.Passkeys;
import org.otpwidget.server.passkey.Passkeys.Outcome;
import org.otpwidget.server.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/** {@code /dashboard/me/passkeys}: adding and removing one's own passkeys. */
@Controller
@RequestMapping("/dashboard/me/passkeys")
class PasskeyPages {

    private final Passkeys passkeys;
    private final Audited audited;

    PasskeyPages(Passkeys passkeys, Audited audited) {
        this.passkeys = passkeys;
        this.audited = audited;
    }

    @GetMapping("/new")
    Rendering form(@May(value = Permission.SEE, proved = true) Visit visit) {
        return form("", "");
    }

    /** What the browser asks the authenticator, for the script of the form. */
    @GetMapping("/options")
    @ResponseBody
    Mono<CreationOptions> options(@May(value = Permission.SEE, proved = true) Visit visit) {
        return passkeys.creation(visit.session())
                .switchIfEmpty(Problems.notFound("passkey").signal());
    }

    @PostMapping("/new")
    Mono<Rendering> add(
            @May(value = Permission.SEE, proved = true) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                add(visit, sent)
                                        .map(outcome -> answer(outcome, Typed.text(sent, "name"))));
    }

    @GetMapping("/{id}")
    Mono<Rendering> back(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return own(visit, id).map(_ -> Go.to(MePages.PAGE));
    }

    @GetMapping("/{id}/delete")
    Mono<Rendering> sure(
            @May(value = Permission.SEE, proved = true) Visit visit, @PathVariable String id) {
        return own(visit, id)
                .map(
                        passkey ->
                                Go.sure(
                                        "passkey",
                                        passkey.name(),
                                        "/dashboard/me/passkeys/" + passkey.id()));
    }

    @PostMapping("/{id}/delete")
    Mono<Rendering> delete(
            @May(value = Permission.SEE, proved = true) Visit visit, @PathVariable String id) {
        return audited.change(
                        visit,
                        passkeys.remove(visit.operator(), id),
                        removed -> line("passkey.removed", removed))
                .map(_ -> Go.to(MePages.PAGE, "passkey.removed"))
                .switchIfEmpty(Problems.notFound("passkey").signal());
    }

    /** Only what was added is written down. */
    private Mono<Outcome> add(Visit visit, MultiValueMap<String, String> sent) {
        var added =
                passkeys.add(
                                visit.session(),
                                Typed.text(sent, "name"),
                                Typed.text(sent, "credential"))
                        .cache();
        return audited.change(
                        visit,
                        added.ofType(Outcome.Added.class),
                        made -> line("passkey.added", made.passkey()))
                .cast(Outcome.class)
                .switchIfEmpty(added);
    }

    private Rendering answer(Outcome outcome, String name) {
        return switch (outcome) {
            case Outcome.Added _ -> Go.to(MePages.PAGE, "passkey.added");
            case Outcome.UnfitName _ -> form(name, "name");
            case Outcome.TooMany _ -> form(name, "tooMany");
            case Outcome.Known _ -> form(name, "known");
            case Outcome.Refused _ -> form(name, "refused");
        };
    }

    private Mono<Passkey> own(Visit visit, String id) {
        return passkeys.list(visit.operator())
                .filter(passkey -> passkey.id().equals(id))
                .next()
                .switchIfEmpty(Problems.notFound("passkey").signal());
    }

    private Rendering form(String name, String error) {
        return Rendering.view("dashboard/me/new-passkey")
                .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .model(passkeys.site().map(site -> Map.of("site", site)).orElse(Map.of()))
                .modelAttribute("name", name)
                .modelAttribute("error", error)
                .build();
    }

    private static Line line(String action, Passkey passkey) {
        return new Line(action, passkey.id(), passkey.name(), List.of());
    }
}
