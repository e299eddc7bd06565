package org.otpwidget.server.delivery.smtp;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.template.Content;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;

/** Writes e-mails: text and HTML side by side, sent by a machine and saying so. */
final class MailComposer {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final String from;
    private final String domain;
    private final Clock clock;

    /**
     * @param from address that mails come from
     */
    MailComposer(Session session, String from, Clock clock) {
        this.session = session;
        this.from = from;
        this.domain = from.substring(from.lastIndexOf('@') + 1);
        this.clock = clock;
    }

    /** The address that mails come from. */
    String from() {
        return from;
    }

    /**
     * The mail of a message. The same message has the same Message-ID each time, so that a mailbox
     * can tell a repetition (RFC 5322, 3.6.4).
     *
     * @throws AddressException when the recipient cannot be written to
     */
    MimeMessage compose(Message message) throws MessagingException, UnsupportedEncodingException {
        Content content = message.content();
        var mail = new Mail(session, messageId(message));
        mail.setFrom(new InternetAddress(from, sender(message), UTF_8));
        mail.setRecipient(RecipientType.TO, address(message.recipient()));
        mail.setSubject(content.subject(), UTF_8);
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Content-Language", content.lang());
        mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834
        mail.setHeader("X-Auto-Response-Suppress", "All"); // the same, for Exchange
        mail.setContent(alternatives(content));
        mail.saveChanges();
        return mail;
    }

    private static String sender(Message message) {
        return Objects.requireNonNullElse(message.content().sender(), message.widgetName());
    }

    private static Multipart alternatives(Content content) throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(content.text(), UTF_8);
        var html = new MimeBodyPart();
        html.setText(Objects.requireNonNull(content.html()), UTF_8, "html");
        return new MimeMultipart("alternative", text, html);
    }

    /** Takes the text as one bare address: it can bring no name, list or header with it. */
    private static InternetAddress address(String recipient) throws AddressException {
        var address = new InternetAddress();
        address.setAddress(recipient);
        address.validate();
        return address;
    }

    private String messageId(Message message) {
        String name = message.requestId() + "/" + message.id();
        return "<%s@%s>"
                .formatted(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), domain);
    }

    /** Keeps the Message-ID that it is given. */
    private static final class Mail extends MimeMessage {

        private final String id;

        Mail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
