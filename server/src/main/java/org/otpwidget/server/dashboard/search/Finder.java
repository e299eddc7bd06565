package org.otpwidget.server.dashboard.search;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.dashboard.Section;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.report.Names;
import org.otpwidget.server.report.Names.Named;
import org.otpwidget.server.report.Verifications;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Finds what an operator means; only what the operator's role may see. */
@Component
class Finder {

    private static final int MOST = 5;

    private final Names names;
    private final Verifications verifications;
    private final MessageSource texts;

    Finder(Names names, Verifications verifications, MessageSource texts) {
        this.names = names;
        this.verifications = verifications;
        this.texts = texts;
    }

    /**
     * All that fits; without words all places and actions.
     *
     * @param sections places that the operator's navigation has
     */
    Mono<List<Found>> find(Visit visit, List<Section> sections, String words, Locale language) {
        var own = Flux.concat(places(visit, sections, language), actions(visit, language));
        String sought = words.strip();
        return sought.isEmpty()
                ? own.collectList()
                : Flux.concat(
                                verification(visit, sought, language),
                                names.find(visit.accountId(), sought, MOST)
                                        .filter(named -> isOpen(visit, named))
                                        .map(named -> found(visit, named, language)),
                                own.filter(found -> fits(found, sought)))
                        .collectList();
    }

    private Flux<Found> places(Visit visit, List<Section> sections, Locale language) {
        return Flux.fromIterable(sections)
                .filter(section -> visit.mayOnceProved(section.permission()))
                .map(
                        section ->
                                new Found(
                                        "section",
                                        text("search.group.section", language),
                                        text("section." + section.name(), language),
                                        section.name(),
                                        section.path()));
    }

    private Flux<Found> actions(Visit visit, Locale language) {
        return Flux.fromIterable(Action.ALL)
                .filter(action -> visit.mayOnceProved(action.permission()))
                .map(
                        action ->
                                new Found(
                                        "action",
                                        text("search.group.action", language),
                                        text(action.key(), language),
                                        "new",
                                        action.path()));
    }

    /** A reqId leads to its page if it is there; whatever may be a person, to the list. */
    private Mono<Found> verification(Visit visit, String sought, Locale language) {
        if (Ids.isId(sought)) {
            return verifications
                    .get(visit.accountId(), sought)
                    .map(_ -> verification(sought, "/dashboard/verifications/" + sought, language));
        }
        return Identifiers.parse(sought, true, true) instanceof Parsed.Accepted
                ? Mono.just(
                        verification(
                                sought,
                                "/dashboard/verifications?q="
                                        + URLEncoder.encode(sought, StandardCharsets.UTF_8),
                                language))
                : Mono.empty();
    }

    private Found verification(String sought, String path, Locale language) {
        return new Found(
                "verification",
                text("section.verifications", language),
                text("search.verification", language, sought),
                "verifications",
                path);
    }

    private Found found(Visit visit, Named named, Locale language) {
        String list = named.kind() + "s";
        boolean listOnly =
                named.kind().equals("provider") && !visit.may(Permission.CHANGE_PROVIDERS);
        return new Found(
                named.kind(),
                text("section." + list, language),
                named.name(),
                list,
                "/dashboard/" + list + (listOnly ? "" : "/" + named.id()));
    }

    private static boolean isOpen(Visit visit, Named named) {
        return !named.kind().equals("authkey") || visit.may(Permission.CHANGE_AUTHKEYS);
    }

    private static boolean fits(Found found, String sought) {
        String words = sought.toLowerCase(Locale.ROOT);
        return found.label().toLowerCase(Locale.ROOT).contains(words)
                || found.path().contains(words);
    }

    private String text(String key, Locale language, Object... values) {
        return texts.getMessage(key, values, language);
    }
}
