package org.otpwidget.server.dashboard.people;

import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.Invitations;
import org.otpwidget.server.dashboard.ChosenLanguage;
import org.otpwidget.server.dashboard.DashboardSettings;
import org.otpwidget.server.delivery.Letter;
import org.otpwidget.server.delivery.Letters;
import org.otpwidget.server.template.Content;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

import reactor.core.publisher.Mono;

import java.util.Locale;
import java.util.Objects;

/** Brings an invitation to whom it is for: by e-mail, or else by whoever invited. */
@Component
class Welcome {

    private final DashboardSettings settings;
    private final Letters letters;
    private final MessageSource texts;

    Welcome(DashboardSettings settings, Letters letters, MessageSource texts) {
        this.settings = settings;
        this.letters = letters;
        this.texts = texts;
    }

    /**
     * What is left to do.
     *
     * @param link to be passed on by hand; empty when a mail went out
     */
    record Sent(String link) {

        /** Leaves the link out. */
        @Override
        public String toString() {
            return "Sent";
        }
    }

    /**
     * Sends it in the account's language, or else in that of who invites: what the other speaks is
     * not known yet.
     */
    Mono<Sent> send(Account account, Invitations.Made made, Locale inviter) {
        Locale language = ChosenLanguage.known(account.language()).orElse(inviter);
        String link = settings.publicUrl() + "/invitation/" + made.token().reveal();
        String words = text("invitation.mail.text", language);
        String html =
                "<p>%s</p><p><a href=\"%s\">%s</a></p>"
                        .formatted(
                                HtmlUtils.htmlEscape(words),
                                HtmlUtils.htmlEscape(link),
                                HtmlUtils.htmlEscape(link));
        var letter =
                new Letter(
                        made.invitation().id(),
                        Objects.requireNonNull(made.invitation().email()),
                        new Content(
                                language.toLanguageTag(),
                                text("invitation.mail.subject", language),
                                words + "\n\n" + link + "\n",
                                html),
                        made.invitation().expiresAt());
        return letters.send(letter, made.token()).map(sent -> new Sent(sent ? "" : link));
    }

    private String text(String key, Locale language) {
        return texts.getMessage(key, null, language);
    }
}
