package org.otpwidget.server.dashboard.credentials;

import static org.otpwidget.server.dashboard.fields.Field.flag;
import static org.otpwidget.server.dashboard.fields.Field.list;
import static org.otpwidget.server.dashboard.fields.Field.number;
import static org.otpwidget.server.dashboard.fields.Field.text;

import org.otpwidget.server.credential.AuditedTokens;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Undo;
import org.otpwidget.server.dashboard.Undos;
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

/** {@code /dashboard/tokens}: what pages and apps carry, where they may, and how often. */
@Controller
@RequestMapping("/dashboard/tokens")
class TokenPages {

    private static final String LIST = "/dashboard/tokens";

    private static final Plan PLAN =
            Plan.of(
                    "token",
                    Group.of("general", text("name").mustBeGiven(), flag("enabled")),
                    Group.of("origins", list("origins")),
                    Group.of(
                            "throttle",
                            number("throttle.hits", 1, 1_000_000),
                            number("throttle.period", 1, 86_400),
                            number("throttle.block", 1, 31_536_000)));

    private final Tokens tokens;
    private final AuditedTokens audited;
    private final Undos undos;
    private final Seen seen;
    private final JsonMapper json;

    TokenPages(Tokens tokens, AuditedTokens audited, Undos undos, Seen seen, JsonMapper json) {
        this.tokens = tokens;
        this.audited = audited;
        this.undos = undos;
        this.seen = seen;
        this.json = json;
    }

    @GetMapping
    Mono<Rendering> all(
            @May(Permission.SEE) Visit visit, @RequestParam MultiValueMap<String, String> query) {
        return tokens.list(visit.accountId(), PageQuery.of(query))
                .map(page -> Go.view("dashboard/credentials/tokens", "page", page));
    }

    @GetMapping("/new")
    Rendering newForm(@May(Permission.CHANGE_TOKENS) Visit visit) {
        return newPage(PLAN.show(json.createObjectNode().put("enabled", true)));
    }

    @PostMapping("/new")
    Mono<Rendering> create(@May(Permission.CHANGE_TOKENS) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                Mono.fromSupplier(() -> read(json.createObjectNode(), sent))
                                        .flatMap(form -> audited.create(visit, form))
                                        .map(made -> Go.to(path(made), "token.created"))
                                        .onErrorResume(
                                                Refused.class,
                                                refused ->
                                                        Go.again(
                                                                refused,
                                                                errors ->
                                                                        newPage(
                                                                                PLAN.show(
                                                                                        sent,
                                                                                        errors)))));
    }

    @GetMapping("/{id}")
    Mono<Rendering> edit(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return seen.of(visit, id, AuditedTokens.CHANGED)
                .flatMap(
                        latest ->
                                found(visit, id)
                                        .map(
                                                token ->
                                                        editPage(
                                                                token,
                                                                PLAN.show(settings(token))
                                                                        .seeing(latest))));
    }

    @PostMapping("/{id}")
    Mono<Rendering> change(
            @May(Permission.CHANGE_TOKENS) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                change(visit, id, sent)
                                        .flatMap(made -> changed(visit, made, "saved"))
                                        .switchIfEmpty(Problems.notFound("token").signal())
                                        .onErrorResume(
                                                Refused.class,
                                                refused -> again(visit, id, refused, sent)));
    }

    private Mono<Rendering> again(
            Visit visit, String id, Refused refused, MultiValueMap<String, String> sent) {
        return found(visit, id)
                .flatMap(
                        token ->
                                seen.again(
                                                visit,
                                                id,
                                                AuditedTokens.CHANGED,
                                                refused,
                                                sent,
                                                errors -> PLAN.show(sent, errors))
                                        .map(form -> editPage(token, form)));
    }

    private Mono<Token> found(Visit visit, String id) {
        return tokens.get(visit.accountId(), id).switchIfEmpty(Problems.notFound("token").signal());
    }

    /** Puts back what was saved last, unless it is not the last any more. */
    @PostMapping("/{id}/undo")
    Mono<Rendering> undo(
            @May(Permission.CHANGE_TOKENS) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> audited.undo(visit, id, Undo.change(sent)))
                .flatMap(made -> changed(visit, made, "undone"))
                .switchIfEmpty(Problems.notFound("token").signal())
                .onErrorResume(Refused.class, refused -> Undo.failed(refused, LIST + "/" + id));
    }

    /** Says so, and offers to put it back where that can be done. */
    private Mono<Rendering> changed(Visit visit, Token made, String done) {
        return undos.go(visit, path(made), done, audited.undoable(visit, made));
    }

    @GetMapping("/{id}/rotate")
    Mono<Rendering> rotateForm(
            @May(Permission.CHANGE_TOKENS) Visit visit, @PathVariable String id) {
        return found(visit, id)
                .map(
                        token ->
                                Rendering.view("dashboard/credentials/rotate-token")
                                        .modelAttribute("token", token)
                                        .build());
    }

    @PostMapping("/{id}/rotate")
    Mono<Rendering> rotate(
            @May(Permission.CHANGE_TOKENS) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> audited.rotate(visit, id, Overlap.of(sent.getFirst("overlap"))))
                .map(made -> Go.to(path(made), "token.rotated"))
                .switchIfEmpty(Problems.notFound("token").signal());
    }

    @GetMapping("/{id}/delete")
    Mono<Rendering> deleteForm(
            @May(Permission.CHANGE_TOKENS) Visit visit, @PathVariable String id) {
        return found(visit, id).map(token -> Go.sure("token", token.name(), path(token)));
    }

    @PostMapping("/{id}/delete")
    Mono<Rendering> delete(@May(Permission.CHANGE_TOKENS) Visit visit, @PathVariable String id) {
        return audited.delete(visit, id)
                .map(_ -> Go.to(LIST, "token.deleted"))
                .switchIfEmpty(Problems.notFound("token").signal());
    }

    private Mono<Token> change(Visit visit, String id, MultiValueMap<String, String> sent) {
        return audited.change(visit.having(sent), id, form -> read(json.valueToTree(form), sent));
    }

    private static TokenForm read(ObjectNode base, MultiValueMap<String, String> sent) {
        return TokenForm.read(PLAN.apply(base, sent));
    }

    /** What can be set of a token, and nothing else of it. */
    private ObjectNode settings(Token token) {
        ObjectNode tree = json.valueToTree(token);
        return tree.retain("name", "enabled", "origins", "throttle");
    }

    private static Rendering newPage(FormView form) {
        return Rendering.view("dashboard/credentials/new-token")
                .status(form.status())
                .modelAttribute("form", form)
                .build();
    }

    private static Rendering editPage(Token token, FormView form) {
        return Rendering.view("dashboard/credentials/edit-token")
                .status(form.status())
                .modelAttribute("token", token)
                .modelAttribute("form", form)
                .build();
    }

    private static String path(Token token) {
        return LIST + "/" + token.id();
    }
}
