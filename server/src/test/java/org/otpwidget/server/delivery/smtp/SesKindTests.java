package org.otpwidget.server.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.ProviderContractTests;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.secret.SecretText;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** The contract of SES, against SubEtha SMTP with the answers that SES documents. */
class SesKindTests extends ProviderContractTests {

    private static final String USER = "AKIAIOSFODNN7EXAMPLE";
    private static final String PASSWORD = "BM0yGzh3SmtpPassw0rd";

    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable RejectException atRecipient;
    private volatile @Nullable RejectException atData;
    private volatile boolean silent;
    private volatile boolean locked;
    private volatile String mail = "";
    private SMTPServer server;

    @BeforeEach
    void start() {
        server =
                SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .messageHandlerFactory(Handler::new)
                        .authenticationHandlerFactory(
                                new EasyAuthenticationHandlerFactory(
                                        (user, password, _) -> signIn(user, password)))
                        .requireAuth(true)
                        .build();
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop();
    }

    private void signIn(String user, String password) throws LoginFailedException {
        if (locked || !user.equals(USER) || !password.equals(PASSWORD)) {
            throw new LoginFailedException("Authentication Credentials Invalid");
        }
    }

    /** The stand-in neither listens on SES's ports nor encrypts. */
    @Override
    protected ProviderKind kind() {
        return new SesKind(Map.of("port", "" + server.getPortAllocated(), "encryption", "offered"));
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "region",
                "eu-west-1",
                "host",
                "127.0.0.1",
                "user",
                USER,
                "password",
                PASSWORD,
                "from",
                "no-reply@shop.example");
    }

    @Override
    protected void accepts() {
        refuse(null, null);
    }

    @Override
    protected String acceptedId() {
        String name = message().requestId() + "/" + message().id();
        return "<%s@shop.example>"
                .formatted(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    protected void assertReceived(Message message) {
        assertThat(mail).contains("To: ann@mail.example", "<p>" + CODE + "</p>");
    }

    @Override
    protected List<Refusal> refusalsForGood() {
        return List.of(
                new Refusal(
                        "broken address",
                        () -> refuse(new RejectException(550, "Invalid RCPT address"), null),
                        Cause.BAD_RECIPIENT));
    }

    @Override
    protected List<Refusal> refusalsForNow() {
        return List.of(
                new Refusal(
                        "too fast",
                        () ->
                                refuse(
                                        null,
                                        new RejectException(
                                                454,
                                                "Throttling failure: Maximum sending rate"
                                                        + " exceeded.")),
                        null),
                new Refusal(
                        "unverified sender",
                        () ->
                                refuse(
                                        null,
                                        new RejectException(
                                                554,
                                                "Message rejected: Email address is not"
                                                        + " verified.")),
                        null),
                new Refusal(
                        "paused",
                        () ->
                                refuse(
                                        null,
                                        new RejectException(
                                                554,
                                                "Message rejected: Sending paused for this"
                                                        + " account.")),
                        null),
                new Refusal("wrong password", () -> locked = true, null));
    }

    @Override
    protected void neverAnswers() {
        silent = true;
    }

    /** The hasty link's limit is the outbox's, which SMTP has no other of. */
    @Override
    protected boolean limitsItself() {
        return false;
    }

    @Override
    protected List<Runnable> nonsense() {
        return List.of(() -> refuse(new RejectException(299, "what"), null));
    }

    @Test
    void knowsTheHostsOfRegionsAndAlwaysEncrypts() {
        assertSmtp(Map.of("region", "eu-west-1"), "email-smtp.eu-west-1.amazonaws.com", "starttls");
        assertSmtp(
                Map.of("region", "cn-north-1", "port", "2587"),
                "email-smtp.cn-north-1.amazonaws.com.cn",
                "starttls");
        assertSmtp(
                Map.of("region", "us-east-1", "port", "2465"),
                "email-smtp.us-east-1.amazonaws.com",
                "tls");
    }

    @Test
    void refusesWhatIsNoRegion() {
        var wrong = new HashMap<String, String>();
        new SesKind().check(ses(Map.of("region", "x.example")), wrong::put);
        assertThat(wrong).containsOnlyKeys("region");
    }

    private void assertSmtp(Map<String, String> changes, String host, String encryption) {
        ProviderSettings smtp = new SesKind().asSmtp(ses(changes));
        assertThat(smtp.text("host")).isEqualTo(host);
        assertThat(smtp.text("port")).isEqualTo(changes.getOrDefault("port", "587"));
        assertThat(smtp.text("encryption")).isEqualTo(encryption);
        assertThat(smtp.flag("verify")).isTrue();
        assertThat(smtp.text("user")).isEqualTo(USER);
        assertThat(smtp.secret("password").reveal()).isEqualTo(PASSWORD);
    }

    private ProviderSettings ses(Map<String, String> changes) {
        var values = new HashMap<>(Map.of("user", USER, "from", "no-reply@shop.example"));
        values.putAll(changes);
        return new ProviderSettings(
                "p",
                channel(),
                receiptUrl(),
                kind().fields(),
                values,
                Map.of("password", SecretText.of(PASSWORD)));
    }

    private void refuse(@Nullable RejectException recipient, @Nullable RejectException data) {
        atRecipient = recipient;
        atData = data;
    }

    private final class Handler implements MessageHandler {

        Handler(MessageContext context) {}

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            if (atRecipient != null) {
                throw atRecipient;
            }
        }

        @Override
        public String data(InputStream data) throws IOException, RejectException {
            if (silent) {
                try {
                    released.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
            mail = new String(data.readAllBytes(), StandardCharsets.UTF_8);
            if (atData != null) {
                throw atData;
            }
            return "queued";
        }

        @Override
        public void done() {}
    }
}
