package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.otpwidget.server.dashboard.DashboardSettings;
import org.otpwidget.server.dashboard.integrate.Snippets.Group;
import org.otpwidget.server.dashboard.integrate.Snippets.Snippet;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Snippets with the ids of a real account, and the server that they call. */
abstract class SnippetServer extends VerificationServer {

    /** Where a snippet limits the time that it waits: ten seconds, in whatever language. */
    protected static final Pattern TIME_LIMIT =
            Pattern.compile("(?i)(?<before>(?:timeout|-m ).*?\\b)10(?<thousands>_000)?\\b");

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
        return Program.of(folder.resolve("pasted"), name, file, snippet(name));
    }

    /**
     * Lets the snippet call a server that never answers, with one second for its ten: it gives up,
     * and takes silence neither for a yes nor for a no.
     *
     * @param ready makes the program ready and tells the command that runs it
     */
    protected void givesUp(
            String name,
            String file,
            Function<Program, List<String>> ready,
            Map<String, String> environment) {
        try (var silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + silent.getLocalPort();
            String hasty = TIME_LIMIT.matcher(snippet(name)).replaceAll("${before}1${thousands}");
            var program =
                    Program.of(folder.resolve("hasty"), name, file, hasty.replace(base(), address));
            var command = ready.apply(program);
            long start = System.nanoTime();
            program.end(command, environment);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
            assertThat(program.printed()).isNotIn("verified", "refused");
            silent.setSoTimeout(1);
            silent.accept().close(); // or it never called
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
