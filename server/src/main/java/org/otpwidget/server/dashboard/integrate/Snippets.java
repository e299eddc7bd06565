package org.otpwidget.server.dashboard.integrate;

import org.otpwidget.server.account.Token;
import org.otpwidget.server.dashboard.DashboardSettings;
import org.otpwidget.server.widget.Widget;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Code to paste; read once, when the server starts. */
@Component
public class Snippets {

    private static final String FOLDER = "dashboard/snippets/";
    private static final List<String> FOR_PAGES =
            List.of("popup", "inline", "custom", "npm", "react");
    private static final List<String> FOR_SERVERS =
            List.of("curl", "node", "python", "php", "java", "go");

    private final List<Snippet> pages = FOR_PAGES.stream().map(Snippets::read).toList();
    private final List<Snippet> servers = FOR_SERVERS.stream().map(Snippets::read).toList();
    private final String server;

    Snippets(DashboardSettings settings) {
        this.server = settings.publicUrl();
    }

    /**
     * A piece of code.
     *
     * @param name of its title, {@code snippet.<name>}
     */
    public record Snippet(String name, String text) {}

    /** What pages need to ask for a code and to check it. */
    public List<Snippet> forPages(Widget widget, Token token) {
        return filled(pages.stream(), widget, token);
    }

    /** What a server needs to exchange an access token; its authkey is never in it. */
    List<Snippet> forServers(Widget widget, Token token) {
        return filled(servers.stream(), widget, token);
    }

    private List<Snippet> filled(Stream<Snippet> all, Widget widget, Token token) {
        return all.map(
                        snippet ->
                                new Snippet(
                                        snippet.name(),
                                        snippet.text()
                                                .replace("##SERVER##", server)
                                                .replace("##WIDGET##", widget.id())
                                                .replace("##TOKEN##", token.value())))
                .toList();
    }

    private static Snippet read(String name) {
        try {
            String text =
                    new ClassPathResource(FOLDER + name + ".txt")
                            .getContentAsString(StandardCharsets.UTF_8);
            return new Snippet(name, text.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
