package org.otpwidget.server.delivery.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What every kind of provider must do, whatever its protocol: a subclass puts a stand-in into the
 * vendor's place and says what the vendor documents. For HTTP see {@link
 * HttpProviderContractTests}.
 */
public abstract class ProviderContractTests {

    /** A code that occurs nowhere else. */
    protected static final String CODE = "736281";

    /** Of the message's code. */
    protected static final Duration LIFE = Duration.ofMinutes(10);

    private static final Duration PATIENT = Duration.ofSeconds(5);
    private static final Duration HASTY = Duration.ofMillis(300);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final MovableClock clock = new MovableClock();
    private final List<Receipt> sunk = new ArrayList<>();
    private final Scheduler threads = Schedulers.boundedElastic();

    /**
     * A refusal that the vendor documents.
     *
     * @param what it is about
     * @param arranged makes the stand-in refuse so
     * @param cause that the visitor is told; null for a refusal for now
     */
    public record Refusal(String what, Runnable arranged, @Nullable Cause cause) {}

    /**
     * A call of the webhook as the vendor would make it.
     *
     * @param receipts that are in it
     */
    public record Hook(ReceiptRequest request, List<Receipt> receipts) {}

    /** The kind under test. */
    protected abstract ProviderKind kind();

    /** Settings, secret ones included, that lead to the stand-in. */
    protected abstract Map<String, String> settings();

    /** Makes the stand-in take messages. */
    protected abstract void accepts();

    /** The name that the stand-in gives to a message; null when the vendor gives none. */
    protected abstract @Nullable String acceptedId();

    /** Looks at what the stand-in got, in every detail that the vendor documents. */
    protected abstract void assertReceived(Message message);

    /** Refusals that no other provider would change. */
    protected abstract List<Refusal> refusalsForGood();

    /** Refusals that another provider, or the same one later, would not make. */
    protected abstract List<Refusal> refusalsForNow();

    /** Makes the stand-in take a message and say nothing. */
    protected abstract void neverAnswers();

    /** Makes the stand-in answer what the vendor would never answer, in several ways. */
    protected abstract List<Runnable> nonsense();

    /** Calls of the webhook; none for a kind without. */
    protected List<Hook> hooks() {
        return List.of();
    }

    /** The same call from somebody who doesn't know the secret, in several ways. */
    protected List<ReceiptRequest> forgeries(ReceiptRequest genuine) {
        return List.of();
    }

    /** Whether the link gives up by itself, as {@link VendorHttp} does, before the outbox does. */
    protected boolean limitsItself() {
        return true;
    }

    /** The channel that is tested. */
    protected Channel channel() {
        return kind().channels().iterator().next();
    }

    /** The message that is sent. */
    protected Message message() {
        boolean mail = channel() == Channel.EMAIL;
        return new Message(
                41,
                "0123456789abcdef01234567",
                mail ? "ann@mail.example" : "919876543210",
                "Shop \"& <Söhne>",
                new Content(
                        "en",
                        mail ? CODE + " is your code" : null,
                        CODE + " is your code for \"Shop\" & <more>.\nपासवर्ड",
                        mail ? "<p>" + CODE + "</p>" : null),
                SecretText.of(CODE),
                clock.instant().plus(LIFE));
    }

    /** A link to the stand-in. */
    protected ProviderLink link() {
        return link(PATIENT);
    }

    /** What the link gave to its sink. */
    protected List<Receipt> sunk() {
        return sunk;
    }

    /** Public address of the webhook. */
    protected URI receiptUrl() {
        return URI.create("https://otp.shop.example/receipts/66f1a2b3c4d5e6f708192a3b");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void describesItself() {
        assertThat(kind().name()).matches("[a-z0-9][a-z0-9-]{1,38}");
        assertThat(kind().label()).isNotBlank();
        assertThat(kind().channels()).isNotEmpty();
        assertThat(kind().fields()).allSatisfy(ProviderContractTests::assertSound);
        assertThat(kind().fields().stream().map(ProviderField::name)).doesNotHaveDuplicates();
        assertThat(fieldNames()).containsAll(settings().keySet());
        assertThat(kind().hasWebhook()).isEqualTo(!hooks().isEmpty());
    }

    @Test
    void findsNothingWrongWithGoodSettings() {
        var wrong = new HashMap<String, String>();
        kind().check(bound(), wrong::put);
        assertThat(wrong).isEmpty();
    }

    @Test
    void sends() {
        accepts();
        assertThat(send(link())).isEqualTo(new Outcome.Sent(acceptedId()));
        assertReceived(message());
    }

    @Test
    void tellsARefusalForGood() {
        assertThat(refusalsForGood()).isNotEmpty();
        var softly = new SoftAssertions();
        for (Refusal refusal : refusalsForGood()) {
            refusal.arranged().run();
            Outcome outcome = send(link());
            softly.assertThat(outcome)
                    .as(refusal.what())
                    .isInstanceOfSatisfying(
                            Outcome.FailedForGood.class,
                            failed ->
                                    softly.assertThat(failed.cause())
                                            .as(refusal.what())
                                            .isEqualTo(refusal.cause()));
            assertKeepsQuiet(softly, outcome);
        }
        softly.assertAll();
    }

    @Test
    void tellsARefusalForNow() {
        assertThat(refusalsForNow()).isNotEmpty();
        var softly = new SoftAssertions();
        for (Refusal refusal : refusalsForNow()) {
            refusal.arranged().run();
            Outcome outcome = send(link());
            softly.assertThat(outcome).as(refusal.what()).isInstanceOf(Outcome.FailedForNow.class);
            assertKeepsQuiet(softly, outcome);
        }
        softly.assertAll();
    }

    @Test
    void waitsNoLongerThanItMay() {
        neverAnswers();
        assertThat(send(link(HASTY), limitsItself() ? PATIENT : HASTY))
                .isInstanceOf(Outcome.FailedForNow.class);
    }

    @Test
    void takesNonsenseForAFailureForNow() {
        var softly = new SoftAssertions();
        for (Runnable arranged : nonsense()) {
            arranged.run();
            Outcome outcome = send(link());
            softly.assertThat(outcome).isInstanceOf(Outcome.FailedForNow.class);
            assertKeepsQuiet(softly, outcome);
        }
        softly.assertAll();
    }

    @Test
    void readsReceipts() {
        assumeTrue(kind().hasWebhook());
        for (Hook hook : hooks()) {
            assertThat(receive(hook.request()))
                    .isInstanceOfSatisfying(
                            ReceiptOutcome.Genuine.class,
                            genuine ->
                                    assertThat(genuine.receipts())
                                            .containsExactlyElementsOf(hook.receipts()));
        }
    }

    @Test
    void refusesForgedReceipts() {
        assumeTrue(kind().hasWebhook());
        for (Hook hook : hooks()) {
            List<ReceiptRequest> forgeries = forgeries(hook.request());
            assertThat(forgeries).isNotEmpty();
            assertThat(forgeries)
                    .allSatisfy(
                            forged ->
                                    assertThat(receive(forged))
                                            .isInstanceOf(ReceiptOutcome.Forged.class));
        }
    }

    /** The settings as the link gets them. */
    protected final ProviderSettings bound() {
        var values = new HashMap<String, String>();
        var secrets = new HashMap<String, SecretText>();
        for (ProviderField field : kind().fields()) {
            String value = settings().get(field.name());
            if (value != null && field.type() == ProviderField.Type.SECRET) {
                secrets.put(field.name(), SecretText.of(value));
            } else if (value != null) {
                values.put(field.name(), value);
            }
        }
        return new ProviderSettings(
                "66f1a2b3c4d5e6f708192a3b",
                channel(),
                receiptUrl(),
                kind().fields(),
                values,
                secrets);
    }

    private ProviderLink link(Duration patience) {
        var network = new Network(true);
        var http = new VendorHttp("test", network, patience);
        var link =
                kind().open(
                                bound(),
                                new ProviderTools(
                                        http,
                                        receipt -> Mono.fromRunnable(() -> sunk.add(receipt)),
                                        network,
                                        clock,
                                        threads));
        opened.add(link);
        opened.add(http);
        return link;
    }

    private Outcome send(ProviderLink link) {
        return send(link, Duration.ofSeconds(10));
    }

    /** Limits the wait as the outbox does. */
    private Outcome send(ProviderLink link, Duration limit) {
        return Objects.requireNonNull(
                link.send(message())
                        .timeout(limit)
                        .onErrorResume(
                                failure ->
                                        reactor.core.publisher.Mono.just(
                                                new Outcome.FailedForNow(failure.toString())))
                        .block());
    }

    private ReceiptOutcome receive(ReceiptRequest request) {
        return Objects.requireNonNull(link().receive(request).block(Duration.ofSeconds(10)));
    }

    private Set<String> fieldNames() {
        var names = new HashSet<String>();
        kind().fields().forEach(field -> names.add(field.name()));
        return names;
    }

    /** No reason repeats the code, the recipient or a secret. */
    private void assertKeepsQuiet(SoftAssertions softly, Outcome outcome) {
        softly.assertThat(outcome.toString()).doesNotContain(CODE, message().recipient());
        for (SecretText secret : bound().allSecrets()) {
            softly.assertThat(outcome.toString()).doesNotContain(secret.reveal());
        }
    }

    private static void assertSound(ProviderField field) {
        assertThat(field.name()).matches("[a-z][A-Za-z0-9]*");
        assertThat(field.label()).isNotBlank();
        assertThat(field.type() == ProviderField.Type.CHOICE).isEqualTo(!field.choices().isEmpty());
        if (field.type() == ProviderField.Type.SECRET) {
            assertThat(field.fallback()).isNull();
        }
    }
}
