package org.otpwidget.server.dashboard.integrate;

import org.otpwidget.server.credential.Token;
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

    private static final List<Group> ALL =
            List.of(
                    group("page", "popup", "inline", "custom", "npm", "react"),
                    group("app", "react-native", "kotlin", "flutter", "electron"),
                    group(
                            "server", "curl", "node", "python", "php", "java", "go", "ruby",
                            "csharp"));

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

    /**
     * What runs in one place.
     *
     * @param name of its title, {@code integrate.<name>}
     */
    record Group(String name, List<Snippet> snippets) {}

    /** The shortest way for a page to ask for a code and to check it. */
    public Snippet popup(Widget widget, Token token) {
        return filled(ALL.getFirst().snippets().getFirst(), widget, token);
    }

    /** All code with the ids of a widget and the value of a token; authkeys are never in it. */
    List<Group> of(Widget widget, Token token) {
        return ALL.stream()
                .map(
                        group ->
                                new Group(
                                        group.name(),
                                        group.snippets().stream()
                                                .map(snippet -> filled(snippet, widget, token))
                                                .toList()))
                .toList();
    }

    private Snippet filled(Snippet snippet, Widget widget, Token token) {
        return new Snippet(
                snippet.name(),
                snippet.text()
                        .replace("##SERVER##", server)
                        .replace("##WIDGET##", widget.id())
                        .replace("##TOKEN##", token.value()));
    }

    private static Group group(String name, String... snippets) {
        return new Group(name, Stream.of(snippets).map(Snippets::read).toList());
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
