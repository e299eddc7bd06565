package org.otpwidget.server.dashboard.credentials;

import static org.otpwidget.server.dashboard.fields.Field.choices;
import static org.otpwidget.server.dashboard.fields.Field.flag;
import static org.otpwidget.server.dashboard.fields.Field.list;
import static org.otpwidget.server.dashboard.fields.Field.text;
import static org.otpwidget.server.dashboard.fields.Field.time;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.credential.AuditedAuthkeys;
import org.otpwidget.server.credential.Authkey;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.Authkeys;
import org.otpwidget.server.credential.NewAuthkey;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.dashboard.fields.Plan.Group;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /dashboard/authkeys}: the secrets of the customer's own servers. Whoever makes or changes
 * one has given the passphrase lately; the key itself stands on one page, once.
 */
@Controller
@RequestMapping("/dashboard/authkeys")
class AuthkeyPages {

    private static final String LIST = "/dashboard/authkeys";

    private static final Plan PLAN =
            Plan.of(
                    "authkey",
                    Group.of("general", text("name").mustBeGiven(), choices("scopes", Scope.class)),
                    Group.of("limits", list("ipWhitelist"), time("expiresAt"), flag("enabled")));

    private final Authkeys authkeys;
    private final AuditedAuthkeys changes;
    private final Seen seen;
    private final JsonMapper json;

    AuthkeyPages(Authkeys authkeys, AuditedAuthkeys changes, Seen seen, JsonMapper json) {
        this.authkeys = authkeys;
        this.changes = changes;
        this.seen = seen;
        this.json = json;
    }

    @GetMapping
    Mono<Rendering> all(
            @May(Permission.CHANGE_AUTHKEYS) Visit visit,
            @RequestParam MultiValueMap<String, String> query) {
        return authkeys.list(visit.accountId(), PageQuery.of(query))
                .map(page -> Go.view("dashboard/credentials/authkeys", "page", page));
    }

    @GetMapping("/new")
    Rendering newForm(@May(value = Permission.CHANGE_AUTHKEYS, proved = true) Visit visit) {
        var defaults = json.createObjectNode().put("enabled", true);
        defaults.putArray("scopes").add("verify");
        return formPage(null, plan(visit).show(defaults));
    }

    @PostMapping("/new")
    Mono<Rendering> create(
            @May(value = Permission.CHANGE_AUTHKEYS, proved = true) Visit visit,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                Mono.fromSupplier(() -> read(visit, json.createObjectNode(), sent))
                                        .flatMap(form -> changes.create(visit, form))
                                        .map(AuthkeyPages::madePage)
                                        .onErrorResume(
                                                Refused.class,
                                                refused ->
                                                        Go.again(
                                                                refused,
                                                                errors ->
                                                                        formPage(
                                                                                null,
                                                                                plan(visit)
                                                                                        .show(
                                                                                                sent,
                                                                                                errors)))));
    }

    @GetMapping("/{id}")
    Mono<Rendering> edit(
            @May(value = Permission.CHANGE_AUTHKEYS, proved = true) Visit visit,
            @PathVariable String id) {
        return seen.of(visit, id, AuditedAuthkeys.CHANGED)
                .flatMap(
                        latest ->
                                found(visit, id)
                                        .map(
                                                key ->
                                                        formPage(
                                                                key,
                                                                plan(visit)
                                                                        .show(json.valueToTree(key))
                                                                        .seeing(latest))));
    }

    @PostMapping("/{id}")
    Mono<Rendering> change(
            @May(value = Permission.CHANGE_AUTHKEYS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                changes.change(
                                                visit.having(sent),
                                                id,
                                                form -> read(visit, json.valueToTree(form), sent))
                                        .map(_ -> Go.to(LIST, "saved"))
                                        .switchIfEmpty(Problems.notFound("authkey").signal())
                                        .onErrorResume(
                                                Refused.class,
                                                refused -> again(visit, id, refused, sent)));
    }

    @GetMapping({"/{id}/rotate", "/{id}/delete"})
    Mono<Rendering> sure(
            @May(value = Permission.CHANGE_AUTHKEYS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        boolean rotates = exchange.getRequest().getPath().value().endsWith("/rotate");
        return found(visit, id)
                .map(
                        key ->
                                Rendering.view("dashboard/credentials/sure-authkey")
                                        .modelAttribute("authkey", key)
                                        .modelAttribute("rotates", rotates)
                                        .build());
    }

    @PostMapping("/{id}/rotate")
    Mono<Rendering> rotate(
            @May(value = Permission.CHANGE_AUTHKEYS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> changes.rotate(visit, id, Overlap.of(sent.getFirst("overlap"))))
                .map(AuthkeyPages::madePage)
                .switchIfEmpty(Problems.notFound("authkey").signal());
    }

    @PostMapping("/{id}/delete")
    Mono<Rendering> delete(
            @May(value = Permission.CHANGE_AUTHKEYS, proved = true) Visit visit,
            @PathVariable String id) {
        return changes.delete(visit, id)
                .map(_ -> Go.to(LIST, "authkey.deleted"))
                .switchIfEmpty(Problems.notFound("authkey").signal());
    }

    private static Plan plan(Visit visit) {
        return PLAN.in(visit.zone());
    }

    private static AuthkeyForm read(
            Visit visit, ObjectNode base, MultiValueMap<String, String> sent) {
        return AuthkeyForm.read(plan(visit).apply(base, sent));
    }

    private Mono<Rendering> again(
            Visit visit, String id, Refused refused, MultiValueMap<String, String> sent) {
        return found(visit, id)
                .flatMap(
                        key ->
                                seen.again(
                                                visit,
                                                id,
                                                AuditedAuthkeys.CHANGED,
                                                refused,
                                                sent,
                                                errors -> plan(visit).show(sent, errors))
                                        .map(form -> formPage(key, form)));
    }

    private static Rendering formPage(@Nullable Authkey key, FormView form) {
        var page =
                Rendering.view("dashboard/credentials/edit-authkey")
                        .status(form.status())
                        .modelAttribute("form", form);
        if (key != null) {
            page.modelAttribute("authkey", key);
        }
        return page.build();
    }

    private static Rendering madePage(NewAuthkey made) {
        return Go.view("dashboard/credentials/made-authkey", "made", made);
    }

    private Mono<Authkey> found(Visit visit, String id) {
        return authkeys.get(visit.accountId(), id)
                .switchIfEmpty(Problems.notFound("authkey").signal());
    }
}
