package org.otpwidget.server.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.delivery.Outcome;

/** Against GreenMail: what arrives. */
class SmtpSenderTests {

    private final GreenMail server =
            new GreenMail(
                    new ServerSetup[] {
                        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
                    });
    private final MovableClock clock = new MovableClock();
    private Senders senders;

    @BeforeEach
    void start() {
        senders = new Senders(clock);
        server.start();
        server.setUser("ann@mail.example", "ann", "");
        server.setUser("sender", "right:/+ password");
    }

    @AfterEach
    void stop() {
        senders.close();
        server.stop();
    }

    @Test
    void deliversTextAndHtmlInUtf8() throws Exception {
        SmtpSender sender = senders.sender("smtp://127.0.0.1:" + server.getSmtp().getPort());

        Outcome outcome = sender.send(Mails.message("ann@mail.example", "Ann’s कोड", "hi")).block();

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(outcome).isEqualTo(new Outcome.Sent(mail.getMessageID()));
        assertThat(mail.getSubject()).isEqualTo("482913 आपका Ann’s कोड कोड है");
        assertThat(mail.getFrom())
                .containsExactly(new InternetAddress("no-reply@shop.example"))
                .extracting(address -> ((InternetAddress) address).getPersonal())
                .containsExactly("Ann’s कोड");
        assertThat(mail.getSentDate()).isEqualTo(clock.instant());
        var parts = (Multipart) mail.getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("482913", "आपका कोड")
                .doesNotContain("<");
        assertThat((String) parts.getBodyPart(1).getContent()).contains(">482913<", "lang=\"hi\"");
    }

    @Test
    void signsInOverImplicitTls() {
        String url = "smtps://sender:right%3A%2F+%20password@127.0.0.1:%d?verify=false";

        Outcome outcome =
                senders.sender(url.replace("%d", "" + server.getSmtps().getPort()))
                        .send(Mails.message("ann@mail.example", "Shop"))
                        .block();

        assertThat(outcome).isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void triesLaterWhenTheServerIsDownAndSucceedsWhenItIsUpAgain() {
        int port = server.getSmtp().getPort();
        SmtpSender sender = senders.sender("smtp://127.0.0.1:" + port);
        var message = Mails.message("ann@mail.example", "Shop");
        assertThat(sender.send(message).block()).isInstanceOf(Outcome.Sent.class);

        server.getSmtp().stopService();
        assertThat(sender.send(message).block()).isInstanceOf(Outcome.FailedForNow.class);

        var again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            assertThat(sender.send(message).block()).isInstanceOf(Outcome.Sent.class);
            assertThat(again.getReceivedMessages()).hasSize(1);
        } finally {
            again.stop();
        }
    }

    @Test
    void refusesAnImpossibleAddressForGood() {
        Outcome outcome =
                senders.sender("smtp://127.0.0.1:" + server.getSmtp().getPort())
                        .send(Mails.message("ann@mail.example\r\nRCPT TO:<eve@mail.example>", "S"))
                        .block();

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.FailedForGood(
                                "not an e-mail address", Outcome.Cause.BAD_RECIPIENT));
    }
}
