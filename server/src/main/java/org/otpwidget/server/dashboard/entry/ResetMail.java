package org.otpwidget.server.dashboard.entry;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.account.PassphraseResets;
import org.otpwidget.server.dashboard.DashboardSettings;
import org.otpwidget.server.delivery.Letter;
import org.otpwidget.server.delivery.Letters;
import org.otpwidget.server.template.Content;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

import reactor.core.publisher.Mono;

import java.util.Locale;

/** Brings a link for a new passphrase to its operator: by e-mail, or else by whoever made it. */
@Component
public class ResetMail {

    private final DashboardSettings settings;
    private final Letters letters;
    private final MessageSource texts;

    ResetMail(DashboardSettings settings, Letters letters, MessageSource texts) {
        this.settings = settings;
        this.letters = letters;
        this.texts = texts;
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

    /** Sends it. */
    public Mono<Sent> send(PassphraseResets.Made made, Locale language) {
        String link = settings.publicUrl() + "/sign-in/reset/" + made.token().reveal();
        String text = texts.getMessage("reset.mail.text", null, language);
        String html =
                "<p>%s</p><p><a href=\"%s\">%s</a></p>"
                        .formatted(
                                HtmlUtils.htmlEscape(text),
                                HtmlUtils.htmlEscape(link),
                                HtmlUtils.htmlEscape(link));
        var letter =
                new Letter(
                        Ids.next(made.expiresAt()),
                        made.operator().email(),
                        new Content(
                                language.toLanguageTag(),
                                texts.getMessage("reset.mail.subject", null, language),
                                text + "\n\n" + link + "\n",
                                html),
                        made.expiresAt());
        return letters.send(letter, made.token()).map(sent -> new Sent(sent ? "" : link));
    }
}
