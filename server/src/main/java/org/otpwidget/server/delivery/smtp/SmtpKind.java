package org.otpwidget.server.delivery.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.delivery.provider.Transcript;
import org.otpwidget.server.delivery.smtp.SmtpServer.Tls;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** An account's own SMTP server. */
@Component
final class SmtpKind implements ProviderKind {

    private static final int MOST_CONNECTIONS = 64;

    private static final List<ProviderField> FIELDS =
            List.of(
                    ProviderField.text("host", "Host").needed().addressing(),
                    ProviderField.number("port", "Port", 587).addressing(),
                    ProviderField.choice(
                                    "encryption",
                                    "Encryption",
                                    "starttls",
                                    "tls",
                                    "offered",
                                    "none")
                            .saying(
                                    "tls from the first byte (port 465); offered: where the server"
                                            + " offers STARTTLS")
                            .addressing(),
                    ProviderField.flag("verify", "Check the server's certificate", true)
                            .addressing(),
                    ProviderField.text("user", "User"),
                    ProviderField.secret("password", "Password"),
                    ProviderField.text("from", "Sender's address").needed(),
                    ProviderField.number("connections", "Connections at most", 8));

    @Override
    public About about() {
        return new About("smtp", "SMTP server", Set.of(Channel.EMAIL), FIELDS);
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        if (!settings.text("host").matches("[A-Za-z0-9._:\\[\\]-]+")) {
            refuse.accept("host", "Send a host name, such as mail.shop.example.");
        }
        if (settings.number("port") < 1 || settings.number("port") > 65_535) {
            refuse.accept("port", "Send a port from 1 to 65535.");
        }
        if (settings.number("connections") < 1
                || settings.number("connections") > MOST_CONNECTIONS) {
            refuse.accept("connections", "Send a number from 1 to " + MOST_CONNECTIONS + ".");
        }
        if (settings.text("user").isEmpty() == settings.hasSecret("password")) {
            refuse.accept("password", "Send user and password, or neither.");
        }
        try {
            var from = new InternetAddress();
            from.setAddress(settings.text("from"));
            from.validate();
        } catch (AddressException _) {
            refuse.accept("from", "Send an e-mail address, such as no-reply@shop.example.");
        }
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return Origin.of(settings.text("from")).passingOn();
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        String from = settings.text("from");
        var server = server(settings);
        var connections =
                new SmtpConnections(
                        server,
                        from.substring(from.lastIndexOf('@') + 1),
                        tools.network(),
                        tools.clock());
        return new SmtpLink(
                connections,
                new MailComposer(connections.session(), from, tools.clock()),
                settings.number("connections"),
                tools.threads());
    }

    private static SmtpServer server(ProviderSettings settings) {
        String user = settings.optional("user");
        return new SmtpServer(
                settings.text("host"),
                settings.number("port"),
                user,
                user == null ? null : settings.secret("password"),
                switch (settings.text("encryption")) {
                    case "tls" -> Tls.IMPLICIT;
                    case "offered" -> Tls.OFFERED;
                    case "none" -> Tls.NEVER;
                    default -> Tls.REQUIRED;
                },
                settings.flag("verify"));
    }

    private record SmtpLink(
            SmtpConnections connections, MailComposer composer, int concurrency, Scheduler threads)
            implements ProviderLink {

        @Override
        public Mono<Outcome> send(Message message) {
            return Mono.fromCallable(() -> sendBlocking(message))
                    .subscribeOn(threads)
                    .delayUntil(SmtpLink::note);
        }

        @Override
        public void close() {
            connections.close();
        }

        private Outcome sendBlocking(Message message) throws UnsupportedEncodingException {
            try {
                MimeMessage mail = composer.compose(message);
                connections.send(mail);
                return new Outcome.Sent(Objects.requireNonNull(mail.getMessageID()));
            } catch (MessagingException e) {
                return SmtpFailure.outcome(e);
            }
        }

        private static Mono<Void> note(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Sent _ -> Transcript.note(250, "The server took the message.");
                case Outcome.FailedForNow failed -> Transcript.note(null, failed.reason());
                case Outcome.Deferred deferred -> Transcript.note(null, deferred.reason());
                case Outcome.FailedForGood failed -> Transcript.note(null, failed.reason());
            };
        }
    }
}
