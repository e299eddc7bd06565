package org.otpwidget.server.dashboard.entry;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.dashboard.DashboardSettings;
import org.otpwidget.server.delivery.Letter;
import org.otpwidget.server.delivery.Letters;
import org.otpwidget.server.operator.Invitations;
import org.otpwidget.server.operator.PassphraseResets;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** Brings one-time links to whom they are for: by e-mail, or else by whoever made them. */
@Component
public class LinkMail {

    private final DashboardSettings settings;
    private final Letters letters;
    private final MessageSource texts;

    LinkMail(DashboardSettings settings, Letters letters, MessageSource texts) {
        this.settings = settings;
        this.letters = letters;
        this.texts = texts;
    }

    /** What a link is for; its texts begin with the word. */
    public enum Kind {
        /** Makes somebody an operator. */
        INVITATION("invitation", "/invitation/"),
        /** Lets an operator choose another passphrase. */
        RESET("reset", "/sign-in/reset/");

        private final String word;
        private final String path;

        Kind(String word, String path) {
            this.word = word;
            this.path = path;
        }

        /** First word of the texts. */
        public String word() {
            return word;
        }
    }

    /**
     * A link just made.
     *
     * @param email whom it is for
     * @param token its secret end
     * @param expiresAt from then on it is of no use
     */
    public record Link(Kind kind, String email, SecretText token, Instant expiresAt) {

        /** The link of an invitation that is for somebody. */
        public static Link of(Invitations.Made made) {
            var invitation = made.invitation();
            return new Link(
                    Kind.INVITATION,
                    Objects.requireNonNull(invitation.email()),
                    made.token(),
                    invitation.expiresAt());
        }

        /** The link for another passphrase. */
        public static Link of(PassphraseResets.Made made) {
            return new Link(Kind.RESET, made.operator().email(), made.token(), made.expiresAt());
        }

        /** Leaves the address out. */
        @Override
        public String toString() {
            return "Link[" + kind + "]";
        }
    }

    /**
     * What is left to do.
     *
     * @param link to be passed on by hand; empty when a mail went out
     */
    public record Sent(String link) {

        /** Leaves the link out. */
        @Override
        public String toString() {
            return "Sent";
        }
    }

    /** Whether this installation can send e-mail at all. */
    boolean isPossible() {
        return letters.arePossible();
    }

    /** Sends a link in a language that the dashboard speaks. */
    public Mono<Sent> send(Link link, Locale language) {
        String address = settings.publicUrl() + link.kind().path + link.token().reveal();
        var letter =
                new Letter(
                        Ids.next(link.expiresAt()),
                        link.email(),
                        content(link.kind(), address, language),
                        link.expiresAt());
        return letters.send(letter, link.token()).map(sent -> new Sent(sent ? "" : address));
    }

    private Content content(Kind kind, String address, Locale language) {
        String words = text(kind, "text", language);
        String html =
                "<p>%s</p><p><a href=\"%s\">%s</a></p>"
                        .formatted(
                                HtmlUtils.htmlEscape(words),
                                HtmlUtils.htmlEscape(address),
                                HtmlUtils.htmlEscape(address));
        return new Content(
                language.toLanguageTag(),
                text(kind, "subject", language),
                words + "\n\n" + address + "\n",
                html);
    }

    private String text(Kind kind, String part, Locale language) {
        return texts.getMessage(kind.word + ".mail." + part, null, language);
    }
}
