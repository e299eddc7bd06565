package org.otpwidget.server.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.template.Content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

class MailComposerTests {

    private final MailComposer composer =
            new MailComposer(
                    Session.getInstance(new Properties()),
                    "no-reply@shop.example",
                    new MovableClock());

    @Test
    void saysWhoWritesWhenAndThatItIsAMachine() throws Exception {
        String mail = written(Mails.message("ann@mail.example", "Ann’s Café"));

        assertThat(mail)
                .contains("From: =?UTF-8?")
                .contains("<no-reply@shop.example>\r\n")
                .contains("To: ann@mail.example\r\n")
                .contains("Date: Sun, 22 Nov 2026 10:00:00 +0000")
                .contains("Auto-Submitted: auto-generated\r\n")
                .contains("Content-Language: en\r\n")
                .contains("MIME-Version: 1.0\r\n")
                .contains("multipart/alternative")
                .containsSubsequence("text/plain; charset=UTF-8", "text/html; charset=UTF-8")
                .containsPattern("Message-ID: <[0-9a-f-]{36}@shop\\.example>\r\n");
    }

    @Test
    void theTemplatesSenderComesBeforeTheWidgetsName() throws Exception {
        Message plain = Mails.message("ann@mail.example", "Shop");
        var content =
                new Content("en", "s", "t", "<p>h</p>", "Shop, \"Ltd\"\r\nBcc: eve", null, null);
        var message =
                new Message(
                        1,
                        plain.requestId(),
                        plain.recipient(),
                        plain.widgetName(),
                        content,
                        plain.code(),
                        plain.expiresAt());

        assertThat(((InternetAddress) composer.compose(message).getFrom()[0]).getPersonal())
                .startsWith("Shop, \"Ltd\"");
        assertThat(written(message).lines()).noneMatch(line -> line.startsWith("Bcc:"));
        assertThat(((InternetAddress) composer.compose(plain).getFrom()[0]).getPersonal())
                .isEqualTo("Shop");
    }

    @Test
    void givesTheSameMessageTheSameId() throws Exception {
        Message message = Mails.message("ann@mail.example", "Shop");

        assertThat(composer.compose(message).getMessageID())
                .isEqualTo(composer.compose(message).getMessageID());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@mail.example\r\nBcc: eve@mail.example",
                "ann@mail.example, eve@mail.example",
                "ann@mail.example\u0000",
                "Ann <ann@mail.example>",
                "ann",
                "@mail.example",
            })
    void refusesARecipientThatIsNotOneBareAddress(String recipient) {
        assertThatThrownBy(() -> composer.compose(Mails.message(recipient, "Shop")))
                .isInstanceOf(AddressException.class);
    }

    @Test
    void lineBreaksInANameStartNoHeader() throws Exception {
        String mail = written(Mails.message("ann@mail.example", "Shop\r\nBcc: eve@mail.example"));

        assertThat(mail.lines()).noneMatch(line -> line.startsWith("Bcc:"));
        assertThat(mail).contains("To: ann@mail.example\r\n");
    }

    private String written(Message message) throws IOException, MessagingException {
        var bytes = new ByteArrayOutputStream();
        composer.compose(message).writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
