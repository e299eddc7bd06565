package org.otpwidget.server.delivery.smpp;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.Network;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.Transcript;
import org.otpwidget.server.delivery.provider.VendorHttp;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A link to an {@link Smsc}, on virtual threads as in the server. */
final class SmscLink implements AutoCloseable {

    static final Network ANY = new Network(true);

    /** Receipts that came. */
    final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();

    private final Scheduler threads =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());
    private final MovableClock clock = new MovableClock();
    private final ProviderLink link;
    private final VendorHttp http = new VendorHttp("smpp", ANY, VendorHttp.PATIENCE);

    SmscLink(Smsc smsc, Map<String, String> settings) {
        this(smsc, settings, ANY);
    }

    SmscLink(Smsc smsc, Map<String, String> settings, Network network) {
        var values = new HashMap<>(settings);
        values.putIfAbsent("host", "127.0.0.1");
        values.put("port", "" + smsc.port());
        values.put("systemId", "otp");
        var bound =
                new ProviderSettings(
                        "66f1a2b3c4d5e6f708192a3b",
                        Channel.SMS,
                        URI.create("https://otp.shop.example/receipts/66f1a2b3c4d5e6f708192a3b"),
                        SmppFields.ALL,
                        values,
                        Map.of("password", SecretText.of("s3cret")));
        link =
                new SmppKind()
                        .open(
                                bound,
                                new ProviderTools(
                                        http,
                                        receipt -> Mono.fromRunnable(() -> receipts.add(receipt)),
                                        network,
                                        clock,
                                        threads));
    }

    /** Sends a text to a number and waits for what becomes of it. */
    Outcome send(String text) {
        return await(sending(text));
    }

    Mono<Outcome> sending(String text) {
        return sending(new Content("en", null, text, null));
    }

    Mono<Outcome> sending(Content content) {
        return link.send(
                new Message(
                        41,
                        "0123456789abcdef01234567",
                        "919876543210",
                        "Shop",
                        content,
                        SecretText.of("123456"),
                        clock.instant().plusSeconds(600)));
    }

    /** What an administrator sees who sends a text for a test. */
    Transcript transcript(String text) {
        var transcript = new Transcript();
        var _ = await(transcript.over(sending(text)));
        return transcript;
    }

    static Outcome await(Mono<Outcome> sending) {
        return Objects.requireNonNull(sending.block(Duration.ofSeconds(10)));
    }

    /** Closes the link only; what it runs on stays. */
    void closeLink() {
        link.close();
    }

    @Override
    public void close() {
        link.close();
        http.close();
        threads.disposeGracefully().block(Duration.ofSeconds(10));
    }
}
