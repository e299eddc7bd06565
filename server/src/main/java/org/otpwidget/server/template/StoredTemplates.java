package org.otpwidget.server.template;

import org.otpwidget.server.widget.TemplateDirectory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers widgets about templates out of the database. */
@Component
final class StoredTemplates implements TemplateDirectory {

    private final TemplateRows rows;

    StoredTemplates(DatabaseClient database, JsonMapper json) {
        this.rows = new TemplateRows(database, json);
    }

    @Override
    public Mono<List<Named>> all(long accountId) {
        return rows.all(accountId)
                .map(
                        template ->
                                new Named(
                                        template.id(),
                                        template.settings().name(),
                                        template.settings().channel()))
                .collectList();
    }

    @Override
    public Mono<Map<String, Entry>> hold(long accountId, Set<String> ids) {
        return rows.hold(accountId, ids)
                .collectMap(
                        Template::id,
                        template ->
                                new Entry(
                                        template.settings().channel(),
                                        template.variables(),
                                        template.settings().carriesLink()));
    }
}
