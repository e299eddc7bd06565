package org.otpwidget.server.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.ProviderContractTests;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** The contract of an account's SMTP server, against SubEtha SMTP. */
class SmtpKindTests extends ProviderContractTests {

    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable RejectException atRecipient;
    private volatile @Nullable RejectException atData;
    private volatile boolean silent;
    private volatile String mail = "";
    private SMTPServer server;

    @BeforeEach
    void start() {
        server =
                SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .messageHandlerFactory(Handler::new)
                        .build();
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop();
    }

    @Override
    protected ProviderKind kind() {
        return new SmtpKind();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "host",
                "127.0.0.1",
                "port",
                "" + server.getPortAllocated(),
                "encryption",
                "offered",
                "from",
                "no-reply@shop.example");
    }

    @Override
    protected void accepts() {
        atRecipient = null;
        atData = null;
    }

    @Override
    protected String acceptedId() {
        String name = message().requestId() + "/" + message().id();
        return "<%s@shop.example>"
                .formatted(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    protected void assertReceived(Message message) {
        assertThat(mail)
                .contains("To: ann@mail.example", "Message-ID: " + acceptedId())
                .contains("no-reply@shop.example", "<p>" + CODE + "</p>");
    }

    @Override
    protected List<Refusal> refusalsForGood() {
        return List.of(new Refusal("no mailbox", () -> refuse(550, null), Cause.BAD_RECIPIENT));
    }

    @Override
    protected List<Refusal> refusalsForNow() {
        return List.of(
                new Refusal("busy", () -> refuse(450, null), null),
                new Refusal("sign-in missing", () -> refuse(530, null), null),
                new Refusal("content", () -> refuse(0, 554), null),
                new Refusal("storage", () -> refuse(0, 451), null),
                new Refusal("gone", server::stop, null));
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
        return List.of(() -> refuse(299, null));
    }

    private void refuse(int recipient, @Nullable Integer data) {
        atRecipient = recipient == 0 ? null : new RejectException(recipient, "no");
        atData = data == null ? null : new RejectException(data, "no");
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
