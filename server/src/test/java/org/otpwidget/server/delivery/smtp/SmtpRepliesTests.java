package org.otpwidget.server.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.Network;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

import reactor.core.Disposable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Against SubEtha SMTP: STARTTLS, sign-in, and what the server may say. */
class SmtpRepliesTests {

    private final MovableClock clock = new MovableClock();
    private final Senders senders = new Senders(clock);
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final Set<Object> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable RejectException atSender;
    private volatile @Nullable RejectException atRecipient;
    private volatile @Nullable RejectException atData;
    private volatile boolean silent;
    private volatile boolean encrypted;
    private SMTPServer server;

    @BeforeEach
    void start() throws Exception {
        server =
                SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .enableTLS()
                        .requireTLS(false)
                        .startTlsSocketFactory(untrusted(), false)
                        .authenticationHandlerFactory(
                                new EasyAuthenticationHandlerFactory(SmtpRepliesTests::signIn))
                        .messageHandlerFactory(Handler::new)
                        .build();
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        senders.close();
        server.stop();
    }

    @Test
    void usesStarttlsWhereItIsOffered() {
        assertThat(send("smtp://ann:right@127.0.0.1:%d?verify=false"))
                .isInstanceOf(Outcome.Sent.class);
        assertThat(encrypted).isTrue();
    }

    @Test
    void refusesACertificateThatIsNotTrusted() {
        assertThat(send("smtp://ann:right@127.0.0.1:%d")).isInstanceOf(Outcome.FailedForNow.class);
        assertThat(recipients).isEmpty();
    }

    @Test
    void sendsNothingWhenStarttlsIsRequiredAndNotOffered() {
        server.stop();
        server = SMTPServer.port(0).messageHandlerFactory(Handler::new).build();
        server.start();

        assertThat(send("smtp://127.0.0.1:%d?starttls=required"))
                .isInstanceOf(Outcome.FailedForNow.class);
        assertThat(recipients).isEmpty();
        assertThat(send("smtp://127.0.0.1:%d")).isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void triesLaterWhenTheSignInIsRefused() {
        assertThat(send("smtp://ann:wrong@127.0.0.1:%d?starttls=never"))
                .isEqualTo(new Outcome.FailedForNow("the SMTP server refused the sign-in"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 | 5.1.1 <ann@mail.example> no | true",
                "550 | no such user here | true",
                "550 | 5.4.1 recipient address rejected | true",
                "551 | not local | true",
                "553 | 5.1.3 bad syntax | true",
                "554 | 5.1.1 no such mailbox | true",
                "550 | 5.7.1 relaying denied | false",
                "550 | relay not permitted | false",
                "550 | 5.7.606 banned sending IP | false",
                "553 | 5.7.1 sender is not allowed | false",
                "553 | 5.1.8 sender's domain is unknown | false",
                "554 | 5.7.1 relay access denied | false",
                "554 | no | false",
                "552 | 5.2.2 mailbox full | false",
                "503 | 5.5.1 need MAIL | false",
                "450 | 4.1.1 later | false",
                "421 | busy | false",
                "530 | 5.7.0 sign in first | false"
            })
    void takesARefusedRecipientByWhomTheReplyIsAbout(int code, String words, boolean forGood) {
        atRecipient = new RejectException(code, words);

        assertReply(send("smtp://127.0.0.1:%d?starttls=never"), code, forGood);
    }

    @ParameterizedTest
    @CsvSource({
        "550, 5.7.1 not allowed to send",
        "550, no",
        "553, 5.1.8 unknown domain",
        "552, too much",
        "554, blocked"
    })
    void triesElsewhereWhenTheSenderIsRefused(int code, String words) {
        atSender = new RejectException(code, words);

        assertReply(send("smtp://127.0.0.1:%d?starttls=never"), code, false);
    }

    @ParameterizedTest
    @CsvSource({"550, 5.7.1 looks like spam", "552, 5.3.4 too large", "554, 5.6.0 no", "451, no"})
    void triesElsewhereWhenTheContentIsRefused(int code, String words) {
        atData = new RejectException(code, words);

        assertReply(send("smtp://127.0.0.1:%d?starttls=never"), code, false);
    }

    /** Neither by way of a name nor of TLS. */
    @ParameterizedTest
    @CsvSource({
        "smtp://127.0.0.1:%d",
        "smtp://localhost:%d",
        "smtps://localhost:%d",
        "smtp://[::ffff:127.0.0.1]:%d"
    })
    void connectsOnlyWhereItMay(String url) {
        var sender =
                senders.sender(
                        url.replace("%d", "" + server.getPortAllocated()), new Network(false));

        assertThat(sender.send(Mails.message("ann@mail.example", "Shop")).block())
                .isEqualTo(new Outcome.FailedForNow("SMTP: the host is unknown or not public"));
        assertThat(connections).isEmpty();
    }

    @Test
    void keepsAConnectionForTheNextMessage() {
        SmtpSender sender = sender("smtp://127.0.0.1:%d?starttls=never");

        for (int i = 0; i < 3; i++) {
            assertThat(sender.send(Mails.message("ann@mail.example", "Shop")).block())
                    .isInstanceOf(Outcome.Sent.class);
        }
        assertThat(connections).hasSize(1);

        clock.move(Duration.ofMinutes(1));
        assertThat(sender.send(Mails.message("ann@mail.example", "Shop")).block())
                .isInstanceOf(Outcome.Sent.class);
        assertThat(connections).as("after a minute of silence").hasSize(2);
    }

    @Test
    void letsGoOfASilentServerWhenItIsCancelled() throws Exception {
        silent = true;
        SmtpSender sender = sender("smtp://127.0.0.1:%d?starttls=never");
        Disposable sending =
                sender.send(Mails.message("ann@mail.example", "Shop")).subscribe(_ -> {}, _ -> {});

        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        sending.dispose();
        silent = false;
        released.countDown();

        assertThat(sender.send(Mails.message("bob@mail.example", "Shop")).block())
                .isInstanceOf(Outcome.Sent.class);
        assertThat(recipients).containsExactly("bob@mail.example");
    }

    private SmtpSender sender(String url) {
        return senders.sender(url.replace("%d", "" + server.getPortAllocated()));
    }

    private Outcome send(String url) {
        return Objects.requireNonNull(
                sender(url).send(Mails.message("ann@mail.example", "Shop")).block());
    }

    private static void assertReply(Outcome outcome, int code, boolean forGood) {
        assertThat(outcome)
                .isInstanceOf(forGood ? Outcome.FailedForGood.class : Outcome.FailedForNow.class)
                .extracting(Object::toString)
                .asString()
                .contains("" + code);
    }

    /** A certificate that nobody trusts, out of GreenMail's jar. */
    private static SSLContext untrusted() throws GeneralSecurityException, IOException {
        char[] password = "changeit".toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream file = SmtpRepliesTests.class.getResourceAsStream("/greenmail.p12")) {
            store.load(file, password);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void signIn(String user, String password, MessageContext context)
            throws LoginFailedException {
        if (!user.equals("ann") || !password.equals("right")) {
            throw new LoginFailedException();
        }
    }

    /** One message on its way in. */
    private final class Handler implements MessageHandler {

        private final MessageContext context;
        private String recipient = "";

        Handler(MessageContext context) {
            this.context = context;
            connections.add(context.getRemoteAddress());
        }

        @Override
        public void from(String from) throws RejectException {
            encrypted = ((Session) context).isTLSStarted();
            if (atSender != null) {
                throw atSender;
            }
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            this.recipient = recipient;
            if (atRecipient != null) {
                throw atRecipient;
            }
        }

        @Override
        public String data(InputStream data) throws IOException, RejectException {
            if (silent) {
                reached.countDown();
                await();
                throw new RejectException(451, "too late");
            }
            data.readAllBytes();
            if (atData != null) {
                throw atData;
            }
            recipients.add(recipient);
            return "queued";
        }

        @Override
        public void done() {}

        private void await() {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
