package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Messages leave at once, whatever becomes of the call that asked for them. */
class DispatchIntegrationTests extends VerificationServer {

    @Autowired private SendCall sendCall;
    @Autowired private RetryCall retryCall;
    @Autowired private Dispatch dispatch;

    /** The clock stands, so no lease ends: what arrives was handed over by the call itself. */
    @Test
    void theFirstMessageLeavesThoughItsCallerHungUp() {
        Site site = site();
        String number = mobile();

        sendCall.send(order(site, number, "a")).subscribe().dispose();

        String reqId = site.started(number, "idempotencyKey", "a");
        assertThat(postbox.await(reqId, 1).message().recipient()).isEqualTo(number);
    }

    @Test
    void aFurtherMessageLeavesThoughItsCallerHungUp() {
        Site site = siteWith("resendTime", "0");
        String reqId = site.started(mobile());
        var retry = new RetryOrder(widget(site), caller(site), reqId, null, null);

        retryCall.retry(retry).subscribe().dispose();

        assertThat(postbox.code(reqId, 2)).isEqualTo(postbox.code(reqId));
    }

    /** Another node may be at it by then: the row was leased when the statement began. */
    @Test
    void aMessageWhoseLeaseEndsIsLeftToTheOutbox() {
        Site site = site();
        SendOrder order = order(site, mobile(), "a");
        String late = Ids.next(clock.instant());
        String fresh = Ids.next(clock.instant());

        handOver(order, late, clock.instant().minus(Duration.ofSeconds(15)));
        handOver(order, fresh, clock.instant());

        postbox.await(fresh, 1);
        assertThat(postbox.of(late)).isEmpty();
    }

    private void handOver(SendOrder order, String reqId, Instant sentAt) {
        Instant expiresAt = sentAt.plus(Duration.ofMinutes(10));
        var result = new SendStep.Result("sent", null, reqId, -1L, 11, sentAt, expiresAt, 3, null);
        var sent = new Outcome.Sent(reqId, Channel.SMS, sentAt, expiresAt, 3, 3, null, true);
        dispatch.first(order, sent, result, SecretText.of("123456"));
    }

    private SendOrder order(Site site, String number, String idempotencyKey) {
        var identifier = ((Accepted) Identifiers.parse(number, true, true)).identifier();
        return new SendOrder(
                widget(site),
                caller(site),
                identifier,
                idempotencyKey,
                null,
                Map.of(),
                Visit.UNKNOWN,
                null);
    }

    private Widget widget(Site site) {
        return got(widgets.find(site.widget()));
    }

    private Caller caller(Site site) {
        return new Caller(
                site.account(),
                got(tokens.find(site.token())),
                Platform.WEB,
                InetAddress.getLoopbackAddress(),
                null,
                null);
    }
}
