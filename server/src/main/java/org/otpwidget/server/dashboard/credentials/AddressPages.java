package org.otpwidget.server.dashboard.credentials;

import static org.otpwidget.server.dashboard.fields.Field.choice;
import static org.otpwidget.server.dashboard.fields.Field.text;
import static org.otpwidget.server.dashboard.fields.Field.time;

import org.otpwidget.server.credential.AuditedAddresses;
import org.otpwidget.server.credential.IpFilter;
import org.otpwidget.server.credential.IpState;
import org.otpwidget.server.credential.IpState.State;
import org.otpwidget.server.credential.IpStates;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Typed;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.dashboard.fields.Plan.Group;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.form.Words;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.springframework.http.HttpStatus;
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

import java.time.Clock;
import java.util.List;

/** {@code /dashboard/tokens/{id}/addresses}: whom a token blocks, and whom it lets through. */
@Controller
@RequestMapping("/dashboard/tokens/{id}/addresses")
class AddressPages {

    private static final Plan PLAN =
            Plan.of(
                    "address",
                    Group.of(
                            "state",
                            text("ip").mustBeGiven(),
                            choice("state", State.class).mustBeGiven(),
                            time("blockedUntil")));

    private final Tokens tokens;
    private final IpStates states;
    private final AuditedAddresses audited;
    private final JsonMapper json;
    private final Clock clock;

    AddressPages(
            Tokens tokens,
            IpStates states,
            AuditedAddresses audited,
            JsonMapper json,
            Clock clock) {
        this.tokens = tokens;
        this.states = states;
        this.audited = audited;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> list(
            @May(Permission.SEE) Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> query) {
        return token(visit, id)
                .flatMap(
                        token ->
                                Mono.fromSupplier(() -> filter(query))
                                        .flatMap(filter -> found(token, filter, query))
                                        .map(page -> listPage(token, page, query, List.of()))
                                        .onErrorResume(
                                                Refused.class,
                                                refused -> again(refused, token, query)));
    }

    @GetMapping("/new")
    Mono<Rendering> newForm(@May(Permission.CHANGE_TOKENS) Visit visit, @PathVariable String id) {
        return token(visit, id)
                .map(
                        token ->
                                formPage(
                                        token,
                                        "",
                                        plan(visit)
                                                .show(
                                                        json.createObjectNode()
                                                                .put(
                                                                        "state",
                                                                        "permanently_blocked"))));
    }

    @PostMapping("/new")
    Mono<Rendering> add(
            @May(Permission.CHANGE_TOKENS) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return set(visit, id, "", exchange);
    }

    @GetMapping("/{ip}")
    Mono<Rendering> edit(
            @May(Permission.CHANGE_TOKENS) Visit visit,
            @PathVariable String id,
            @PathVariable String ip) {
        return token(visit, id)
                .flatMap(
                        token ->
                                states.get(token, address(ip))
                                        .map(
                                                state ->
                                                        formPage(
                                                                token,
                                                                state.ip(),
                                                                plan(visit)
                                                                        .show(
                                                                                json.valueToTree(
                                                                                        state)))));
    }

    @PostMapping("/{ip}")
    Mono<Rendering> change(
            @May(Permission.CHANGE_TOKENS) Visit visit,
            @PathVariable String id,
            @PathVariable String ip,
            ServerWebExchange exchange) {
        return set(visit, id, address(ip), exchange);
    }

    @GetMapping("/{ip}/delete")
    Mono<Rendering> deleteForm(
            @May(Permission.CHANGE_TOKENS) Visit visit,
            @PathVariable String id,
            @PathVariable String ip) {
        String address = address(ip);
        return token(visit, id)
                .map(token -> Go.sure("address", address, path(token) + "/" + address));
    }

    @PostMapping("/{ip}/delete")
    Mono<Rendering> delete(
            @May(Permission.CHANGE_TOKENS) Visit visit,
            @PathVariable String id,
            @PathVariable String ip) {
        return token(visit, id)
                .flatMap(
                        token ->
                                audited.delete(visit, token, address(ip))
                                        .thenReturn(Go.to(path(token), "address.deleted")));
    }

    /**
     * Gives an address its state.
     *
     * @param ip the address of the page; empty: the form names it
     */
    private Mono<Rendering> set(Visit visit, String id, String ip, ServerWebExchange exchange) {
        return Mono.zip(token(visit, id), exchange.getFormData())
                .flatMap(
                        both -> {
                            var token = both.getT1();
                            var sent = both.getT2();
                            return before(token, ip)
                                    .map(before -> read(visit, ip, before, sent))
                                    .flatMap(state -> audited.put(visit, token, state))
                                    .map(_ -> Go.to(path(token), "saved"))
                                    .onErrorResume(
                                            Refused.class,
                                            refused ->
                                                    Go.again(
                                                            refused,
                                                            errors ->
                                                                    formPage(
                                                                            token,
                                                                            ip,
                                                                            plan(visit)
                                                                                    .show(
                                                                                            sent,
                                                                                            errors))));
                        });
    }

    /** What the page's form was opened with: it cannot show the end of a block exactly. */
    private Mono<ObjectNode> before(Token token, String ip) {
        return ip.isEmpty()
                ? Mono.fromSupplier(json::createObjectNode)
                : states.get(token, ip).map(json::valueToTree);
    }

    private IpState read(
            Visit visit, String ip, ObjectNode before, MultiValueMap<String, String> sent) {
        ObjectNode body = plan(visit).apply(before, sent);
        String address = ip.isEmpty() ? IpState.ip("ip", body.path("ip").asString("")) : ip;
        body.remove("ip");
        if (!body.path("state").asString("").equals("temporarily_blocked")) {
            // What stands there from another choice means nothing.
            body.remove("blockedUntil");
        }
        return IpState.read(address, body, clock.instant());
    }

    private Mono<Page<IpState>> found(
            Token token, IpFilter filter, MultiValueMap<String, String> query) {
        var page = PageQuery.of(query);
        String after = page.after();
        return states.list(
                token, filter, after == null ? page : new PageQuery(page.limit(), address(after)));
    }

    private static IpFilter filter(MultiValueMap<String, String> query) {
        String state = query.getFirst("state");
        return IpFilter.read(
                Words.of(State.class).containsKey(String.valueOf(state)) ? state : null,
                query.getFirst("within"));
    }

    private static Mono<Rendering> again(
            Refused refused, Token token, MultiValueMap<String, String> query) {
        return Go.again(
                refused, errors -> listPage(token, new Page<>(List.of(), null), query, errors));
    }

    private static Rendering listPage(
            Token token,
            Page<IpState> page,
            MultiValueMap<String, String> query,
            List<FieldError> errors) {
        var view =
                Rendering.view("dashboard/credentials/addresses")
                        .modelAttribute("token", token)
                        .modelAttribute("page", page)
                        .modelAttribute("words", Words.of(State.class).keySet())
                        .modelAttribute("state", Typed.text(query, "state"))
                        .modelAttribute("within", Typed.text(query, "within"));
        if (!errors.isEmpty()) {
            view.status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .modelAttribute("error", errors.getFirst().message());
        }
        return view.build();
    }

    private static Rendering formPage(Token token, String ip, FormView form) {
        return Rendering.view("dashboard/credentials/edit-address")
                .status(form.status())
                .modelAttribute("token", token)
                .modelAttribute("ip", ip)
                .modelAttribute("form", form)
                .build();
    }

    /** Times are told and read by the account's clocks, as in the list. */
    private static Plan plan(Visit visit) {
        return PLAN.in(visit.zone());
    }

    /** An address of a page's path; what is none has no page. */
    private static String address(String ip) {
        try {
            return IpState.ip("ip", ip);
        } catch (Refused _) {
            throw Problems.notFound("address").refused();
        }
    }

    private static String path(Token token) {
        return "/dashboard/tokens/" + token.id() + "/addresses";
    }

    private Mono<Token> token(Visit visit, String id) {
        return tokens.get(visit.accountId(), id).switchIfEmpty(Problems.notFound("token").signal());
    }
}
