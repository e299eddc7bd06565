package org.otpwidget.server.dashboard.integrate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.otpwidget.server.dashboard.DashboardSettings;
import org.otpwidget.server.dashboard.integrate.Snippets.Group;
import org.otpwidget.server.dashboard.integrate.Snippets.Snippet;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;

import java.nio.file.Path;
import java.util.List;

/** Snippets with the ids of a real account, and the server that they call. */
abstract class SnippetServer extends VerificationServer {

    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    protected Site site;

    private List<Group> groups = List.of();

    @BeforeEach
    void fillIn() {
        site = site(OPEN);
        var widget = got(widgets.get(site.account(), site.widget()));
        var token = got(tokens.list(site.account(), new PageQuery(1, null))).items().getFirst();
        groups = new Snippets(new DashboardSettings(base())).of(widget, token);
    }

    /** The text that is pasted. */
    protected String snippet(String name) {
        return all().stream()
                .filter(snippet -> snippet.name().equals(name))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** A snippet laid out to be run, as this file. */
    protected Program program(String name, String file) {
        return Program.of(folder, name, file, snippet(name));
    }

    protected List<Snippet> group(String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow()
                .snippets();
    }

    protected List<Snippet> all() {
        return groups.stream().flatMap(group -> group.snippets().stream()).toList();
    }

    /** An access token that proves this. */
    protected String verified(String identifier) {
        String reqId = site.started(identifier);
        return site.verify(reqId, postbox.code(reqId)).message();
    }
}
