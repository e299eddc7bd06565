package org.otpwidget.server.dashboard.settings;

import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.AccountForm;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.account.AuditedAccounts;
import org.otpwidget.server.account.Keeping;
import org.otpwidget.server.account.Kept;
import org.otpwidget.server.account.KeptRows;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Undo;
import org.otpwidget.server.dashboard.Undos;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.signincode.Offer;
import org.otpwidget.server.signincode.Offers;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** {@code /dashboard/account}: what holds for the account as a whole. */
@Controller
@RequestMapping("/dashboard/account")
class AccountPages {

    private static final String PAGE = "/dashboard/account";

    /** The form of the question whether to delete so much has it. */
    private static final String SURE = "sure";

    private final Accounts accounts;
    private final Keeping keeping;
    private final AuditedAccounts audited;
    private final WidgetChoices choices;
    private final Offers offers;
    private final Undos undos;
    private final Seen seen;
    private final JsonMapper json;

    AccountPages(
            Accounts accounts,
            Keeping keeping,
            AuditedAccounts audited,
            WidgetChoices choices,
            Offers offers,
            Undos undos,
            Seen seen,
            JsonMapper json) {
        this.accounts = accounts;
        this.keeping = keeping;
        this.audited = audited;
        this.choices = choices;
        this.offers = offers;
        this.undos = undos;
        this.seen = seen;
        this.json = json;
    }

    @GetMapping
    Mono<Rendering> show(@May(Permission.SEE) Visit visit) {
        return seen.of(visit, subject(visit), AuditedAccounts.CHANGED)
                .flatMap(
                        latest ->
                                accounts.get(visit.accountId())
                                        .flatMap(account -> page(account, latest)));
    }

    private Mono<Rendering> page(Account account, long latest) {
        return choices.plan(account)
                .map(plan -> plan.show(tree(account)).seeing(latest))
                .flatMap(form -> page(account, form));
    }

    @PostMapping
    Mono<Rendering> change(
            @May(Permission.CHANGE_ACCOUNT) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                Mono.fromSupplier(() -> read(sent))
                                        .flatMap(form -> change(visit, form, sent))
                                        .onErrorResume(
                                                Refused.class,
                                                refused -> again(visit, refused, sent)));
    }

    /** Puts back what was saved last, unless it is not the last any more. */
    @PostMapping("/undo")
    Mono<Rendering> undo(@May(Permission.CHANGE_ACCOUNT) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(Undo::change)
                .flatMap(
                        change ->
                                Mono.zip(
                                                accounts.get(visit.accountId()),
                                                audited.before(visit, change))
                                        .flatMap(
                                                both ->
                                                        putBack(
                                                                visit,
                                                                change,
                                                                both.getT1(),
                                                                both.getT2())))
                .onErrorResume(Refused.class, refused -> Undo.failed(refused, PAGE));
    }

    /** Asks first where saving would. */
    private Mono<Rendering> putBack(Visit visit, long change, Account now, AccountForm before) {
        String done = now.retention().equals(before.retention()) ? "undone" : "undone.kept";
        return shortened(now, before)
                .flatMap(
                        shorter ->
                                shorter.isEmpty()
                                        ? audited.undo(visit, change)
                                                .flatMap(made -> changed(visit, made, done))
                                        : Mono.just(
                                                surePage(
                                                        shorter,
                                                        AccountPlan.ALL
                                                                .show(tree(before))
                                                                .seeing(change))));
    }

    /** Says so, and offers to put it back where that can be done. */
    private Mono<Rendering> changed(Visit visit, Account made, String done) {
        return undos.go(visit, PAGE, done, audited.undoable(visit, made));
    }

    /** Asks first when rows would be deleted that are not deleted anyway. */
    private Mono<Rendering> change(
            Visit visit, AccountForm form, MultiValueMap<String, String> sent) {
        return sent.containsKey(SURE)
                ? save(visit, form, sent)
                : accounts.get(visit.accountId())
                        .flatMap(now -> shortened(now, form))
                        .flatMap(
                                shorter ->
                                        shorter.isEmpty()
                                                ? save(visit, form, sent)
                                                : Mono.just(
                                                        surePage(
                                                                shorter,
                                                                AccountPlan.ALL.show(
                                                                        sent, List.of()))));
    }

    /** The kinds of which rows are too old by the new times and not by the old ones. */
    private Mono<List<Kept>> shortened(Account now, AccountForm form) {
        return now.retention().equals(form.retention())
                ? Mono.just(List.of())
                : Mono.zip(
                                keeping.look(now.id(), now.retention()),
                                keeping.look(now.id(), form.retention()))
                        .map(
                                both ->
                                        both.getT2().stream()
                                                .filter(kept -> kept.over() > 0)
                                                .filter(
                                                        kept ->
                                                                kept.days()
                                                                        < days(both.getT1(), kept))
                                                .toList());
    }

    private static int days(List<Kept> all, Kept same) {
        return all.stream()
                .filter(kept -> kept.kind() == same.kind())
                .mapToInt(Kept::days)
                .findFirst()
                .orElseThrow();
    }

    private Mono<Rendering> save(
            Visit visit, AccountForm form, MultiValueMap<String, String> sent) {
        return audited.change(visit.having(sent), _ -> form)
                .flatMap(made -> changed(visit, made, "saved"));
    }

    private Mono<Rendering> again(
            Visit visit, Refused refused, MultiValueMap<String, String> sent) {
        return accounts.get(visit.accountId())
                .flatMap(
                        account ->
                                choices.plan(account)
                                        .flatMap(
                                                plan ->
                                                        seen.again(
                                                                visit,
                                                                subject(visit),
                                                                AuditedAccounts.CHANGED,
                                                                refused,
                                                                sent,
                                                                errors -> plan.show(sent, errors)))
                                        .flatMap(form -> page(account, form)));
    }

    private Mono<Rendering> page(Account account, FormView form) {
        return Mono.zip(
                        keeping.look(account.id(), account.retention()),
                        offers.obstacle(account).defaultIfEmpty(""),
                        offers.of(account.id()).map(Offer::link).defaultIfEmpty(""))
                .map(
                        all ->
                                Rendering.view("dashboard/settings/account")
                                        .status(form.status())
                                        .modelAttribute("form", form)
                                        .modelAttribute("kept", all.getT1())
                                        .modelAttribute("obstacle", all.getT2())
                                        .modelAttribute("link", all.getT3())
                                        .modelAttribute("most", (long) KeptRows.MOST)
                                        .build());
    }

    /** Carries the whole form on, so that nothing has to be typed again. */
    private static Rendering surePage(List<Kept> shorter, FormView form) {
        return Rendering.view("dashboard/settings/sure-account")
                .modelAttribute("shorter", shorter)
                .modelAttribute("seen", String.valueOf(form.seen() == null ? "" : form.seen()))
                .modelAttribute("most", (long) KeptRows.MOST)
                .modelAttribute(
                        "values",
                        form.groups().stream()
                                .flatMap(group -> group.fields().stream())
                                .map(field -> new Carried(field.field().path(), field.value()))
                                .toList())
                .build();
    }

    /** A field that goes on unseen. */
    record Carried(String name, String value) {}

    private AccountForm read(MultiValueMap<String, String> sent) {
        return AccountForm.read(AccountPlan.ALL.apply(json.createObjectNode(), sent));
    }

    private static String subject(Visit visit) {
        return Long.toString(visit.accountId());
    }

    private ObjectNode tree(Account account) {
        return tree(AccountForm.of(account));
    }

    private ObjectNode tree(AccountForm form) {
        return json.valueToTree(form);
    }
}
