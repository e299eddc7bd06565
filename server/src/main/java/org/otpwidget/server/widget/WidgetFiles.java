package org.otpwidget.server.widget;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.widget.FileDifference.Entry;
import org.otpwidget.server.widget.FileDifference.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Widgets as YAML: written to be kept or brought elsewhere, compared, and applied. */
@Component
public class WidgetFiles {

    private static final PageQuery FIRST = new PageQuery(100, null);
    private static final int VERSION_DIGITS = 32;

    private final Widgets widgets;
    private final AuditedWidgets audited;
    private final TemplateDirectory templates;
    private final TransactionalOperator transaction;
    private final FileDesk desk;
    private final JsonMapper json;

    WidgetFiles(
            Widgets widgets,
            AuditedWidgets audited,
            TemplateDirectory templates,
            TransactionalOperator transaction,
            FileDesk desk,
            JsonMapper json) {
        this.widgets = widgets;
        this.audited = audited;
        this.templates = templates;
        this.transaction = transaction;
        this.desk = desk;
        this.json = json;
    }

    /**
     * All widgets of an account as a file, without their secrets.
     *
     * @param portable without ids, for another installation
     * @throws Refused as an error signal, a conflict, when they are more than a file takes
     */
    public Mono<String> write(long accountId, boolean portable) {
        return all(accountId)
                .take(FileSize.MOST_WIDGETS + 1L)
                .collectList()
                .flatMap(found -> write(accountId, found, portable));
    }

    /** Some of an account's widgets as a file, in the order of their making. */
    public Mono<String> write(long accountId, PageQuery part, boolean portable) {
        return widgets.list(accountId, part)
                .flatMap(page -> write(accountId, page.items(), portable));
    }

    /** One widget as a file; empty when the account has none of this id. */
    public Mono<String> write(long accountId, String id, boolean portable) {
        return widgets.get(accountId, id)
                .flatMap(widget -> write(accountId, List.of(widget), portable));
    }

    /**
     * What a file would change; changes nothing.
     *
     * @throws Refused as an error signal, with the lines of all mistakes
     */
    public Mono<FileDifference> compare(long accountId, String text) {
        return read(accountId, text)
                .delayUntil(read -> check(accountId, read))
                .map(read -> difference(read.drafts()));
    }

    /**
     * Makes and changes the widgets of a file, all or none.
     *
     * @param version of the difference that was looked at; null: none was
     * @throws Refused as an error signal: a conflict when the widgets have changed since
     */
    public Mono<FileDifference> apply(Author author, String text, @Nullable String version) {
        return read(author.accountId(), text)
                .flatMap(read -> apply(author, read, version).as(transaction::transactional))
                .doOnNext(_ -> widgets.forgetAll());
    }

    /**
     * The file was read before: here is only what needs locks, which hold until all is done. What
     * was changed since it was read is a conflict.
     */
    private Mono<FileDifference> apply(Author author, Read read, @Nullable String version) {
        return check(author.accountId(), read)
                .then(
                        Mono.defer(
                                () -> {
                                    var drafts = read.drafts();
                                    var seen = difference(drafts);
                                    if (version != null && !version.equals(seen.version())) {
                                        return Mono.error(WidgetFiles::conflict);
                                    }
                                    return Flux.fromIterable(drafts)
                                            .sort(Comparator.comparing(FileDraft::order))
                                            .concatMap(draft -> make(author, draft))
                                            .collectList()
                                            .map(made -> applied(seen.version(), drafts, made));
                                }));
    }

    /** A file with what its widgets mean in an account. */
    private record Read(YamlText.Read file, List<FileDraft> drafts) {}

    private record Made(FileDraft draft, Widget widget) {}

    private Mono<Made> make(Author author, FileDraft draft) {
        var before = draft.before();
        if (before == null) {
            return audited.create(author, draft.settings()).map(made -> new Made(draft, made));
        }
        return draft.state() == State.SAME
                ? Mono.just(new Made(draft, before))
                : audited.change(
                                author,
                                before.id(),
                                now -> {
                                    if (!now.equals(before.settings())) {
                                        throw conflict();
                                    }
                                    return draft.settings();
                                })
                        .map(made -> new Made(draft, made));
    }

    private static FileDifference applied(String version, List<FileDraft> drafts, List<Made> made) {
        var entries = new ArrayList<Entry>();
        for (FileDraft draft : drafts) {
            made.stream()
                    .filter(one -> one.draft().equals(draft))
                    .map(one -> draft.entry(one.widget()))
                    .forEach(entries::add);
        }
        return new FileDifference(version, entries);
    }

    /** Reads a file at the desk; what it is held against comes without a transaction. */
    private Mono<Read> read(long accountId, String text) {
        return desk.work(accountId, () -> YamlText.read(text))
                .flatMap(
                        file ->
                                Mono.zip(all(accountId).collectList(), templates.all(accountId))
                                        .flatMap(
                                                known ->
                                                        desk.work(
                                                                accountId,
                                                                () ->
                                                                        FileReader.read(
                                                                                file,
                                                                                known.getT1(),
                                                                                known.getT2(),
                                                                                json)))
                                        .map(drafts -> new Read(file, drafts)));
    }

    /** What only the rest of the account knows: templates, and origins of tokens. */
    private Mono<Void> check(long accountId, Read read) {
        return Flux.fromIterable(read.drafts())
                .concatMap(
                        draft ->
                                widgets.check(accountId, draft.before(), draft.settings())
                                        .thenMany(Flux.<FieldError>empty())
                                        .onErrorResume(
                                                Refused.class,
                                                refused -> placed(read.file(), draft, refused)))
                .collectList()
                .flatMap(
                        errors ->
                                errors.isEmpty()
                                        ? Mono.empty()
                                        : Problems.invalid(errors).signal());
    }

    private static Flux<FieldError> placed(YamlText.Read file, FileDraft draft, Refused refused) {
        return Flux.fromIterable(refused.problem().errors())
                .map(error -> file.error(draft.path() + "." + error.field(), error.message()));
    }

    private FileDifference difference(List<FileDraft> drafts) {
        var basis = json.createArrayNode();
        for (FileDraft draft : drafts) {
            var before = draft.before();
            basis.add(before == null ? "" : before.id() + before.updatedAt());
            basis.add(json.<JsonNode>valueToTree(draft.entry()));
        }
        return new FileDifference(
                hash(json.writeValueAsString(basis)),
                drafts.stream().map(FileDraft::entry).toList());
    }

    private Mono<String> write(long accountId, List<Widget> found, boolean portable) {
        return templates
                .all(accountId)
                .flatMap(
                        known ->
                                desk.work(
                                        accountId,
                                        () -> new FileText(known, portable, json).write(found)));
    }

    private Flux<Widget> all(long accountId) {
        return widgets.list(accountId, FIRST)
                .expand(
                        page ->
                                page.next() == null
                                        ? Mono.empty()
                                        : widgets.list(
                                                accountId,
                                                new PageQuery(FIRST.limit(), page.next())))
                .concatMapIterable(page -> page.items());
    }

    private static Refused conflict() {
        return Problems.conflict(
                        "The widgets, or the file, have changed since the difference was shown."
                                + " Nothing was applied: look at the difference again.")
                .refused();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
