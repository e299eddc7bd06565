package org.otpwidget.server.delivery.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.template.Dlt;
import org.otpwidget.server.widget.Channel;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contract for vendors with an HTTP API, over a {@link VendorStandIn}. */
public abstract class HttpProviderContractTests extends ProviderContractTests {

    private static final String NAMED = "NAMEDHERE";
    private static final String CALLER = "918045678911";
    private static final Dlt DLT = new Dlt("1101111", "1107222");

    /** In the vendor's place; its address is what the base URL is set to. */
    protected final VendorStandIn vendor = new VendorStandIn();

    /** What the vendor answers to a message that it takes. */
    protected abstract Reply accepted();

    @AfterEach
    void closeVendor() {
        vendor.close();
    }

    /** What the page of senders tells is read from the origin: it has to be what is sent. */
    @Test
    void sendsFromWhomItSays() {
        var origin = kind().origin(bound());
        var named = new Content("en", "Code", CODE, "<p>" + CODE + "</p>", NAMED, DLT, null);
        boolean isCall = channel() == Channel.VOICE;
        String call = told(sent(named, CALLER));
        assertThat(call.contains(NAMED)).isEqualTo(origin.passesOn() && !isCall);
        assertThat(call.contains(CALLER)).isEqualTo(origin.passesOn() && isCall);
        if (channel() == Channel.SMS) {
            var registration = origin.registration();
            assertThat(call.contains("1101111"))
                    .isEqualTo(registration != null && registration.entity() != null);
            assertThat(call.contains("1107222"))
                    .isEqualTo(registration != null && registration.template() != null);
        }
        assertThat(told(sent(message().content()))).contains(origin.sender(), origin.beside());
    }

    /** All that the vendor was told. */
    private static String told(VendorStandIn.Request request) {
        String all = request.path() + request.query() + request.headers() + request.body();
        return URLDecoder.decode(
                all.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
    }

    @Override
    protected void accepts() {
        vendor.answers(accepted());
    }

    @Override
    protected void neverAnswers() {
        vendor.neverAnswers();
    }

    @Override
    protected List<Runnable> nonsense() {
        return List.of(
                () -> vendor.answers(Reply.text(200, "text/html", "<html>Welcome</html>")),
                () -> vendor.answers(Reply.json(200, "{'half': ")),
                () -> vendor.answers(Reply.json(200, "[]")),
                () -> vendor.answers(Reply.text(200, "application/json", "")),
                () -> vendor.answers(Reply.text(200, "text/plain", "x".repeat(1 << 20))),
                () -> vendor.answers(Reply.text(302, "text/html", "").with("Location", "/login")));
    }

    /** A refusal by an answer. */
    protected final Refusal refusal(String what, Cause cause, Reply reply) {
        return new Refusal(what, () -> vendor.answers(reply), cause);
    }

    /** A refusal for now by an answer. */
    protected final Refusal forNow(String what, Reply reply) {
        return new Refusal(what, () -> vendor.answers(reply), null);
    }

    /** What the vendor gets of another content, which it takes. */
    protected final VendorStandIn.Request sent(Content content) {
        return sent(content, null);
    }

    /** What the vendor gets of a message of a widget with a caller id, which it takes. */
    protected final VendorStandIn.Request sent(Content content, @Nullable String callerId) {
        accepts();
        Message message = message();
        var other =
                new Message(
                        message.id(),
                        message.requestId(),
                        message.recipient(),
                        message.widgetName(),
                        callerId,
                        content,
                        message.code(),
                        message.expiresAt());
        assertThat(link().send(other).block()).isInstanceOf(Outcome.Sent.class);
        return vendor.lastRequest();
    }

    /** A call of the webhook with a body. */
    protected final ReceiptRequest post(Map<String, String> headers, String body) {
        var all = new HttpHeaders();
        headers.forEach(all::set);
        return new ReceiptRequest(
                "POST",
                receiptUrl(),
                all,
                new LinkedMultiValueMap<>(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** The call without its headers, and the call with one more blank at its end. */
    @Override
    protected List<ReceiptRequest> forgeries(ReceiptRequest genuine) {
        var bare = new HttpHeaders();
        if (genuine.headers().getContentType() != null) {
            bare.setContentType(genuine.headers().getContentType());
        }
        return List.of(
                new ReceiptRequest(
                        genuine.method(), genuine.url(), bare, genuine.query(), genuine.body()),
                new ReceiptRequest(
                        genuine.method(),
                        genuine.url(),
                        genuine.headers(),
                        genuine.query(),
                        (genuine.text() + " ").getBytes(StandardCharsets.UTF_8)));
    }
}
