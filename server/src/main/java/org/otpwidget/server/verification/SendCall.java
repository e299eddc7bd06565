package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.accesstoken.AccessTokenSettings;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.delivery.Channels;
import org.otpwidget.server.delivery.Outbox;
import org.otpwidget.server.identifier.Mobile;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.WidgetTemplates;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.WidgetSettings;
import org.otpwidget.server.widget.WidgetSettings.DemoCredentials;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;

/** Starts a request and puts its first message on its way (contract section 1, {@code sendOtp}). */
@Service
public final class SendCall {

    private final Requests requests;
    private final CodeVault vault;
    private final Channels channels;
    private final WidgetTemplates templates;
    private final Dispatch dispatch;
    private final VerificationSettings settings;
    private final AccessTokenSettings accessTokens;
    private final Clock clock;

    SendCall(
            Requests requests,
            CodeVault vault,
            Channels channels,
            WidgetTemplates templates,
            Dispatch dispatch,
            VerificationSettings settings,
            AccessTokenSettings accessTokens,
            Clock clock) {
        this.requests = requests;
        this.vault = vault;
        this.channels = channels;
        this.templates = templates;
        this.dispatch = dispatch;
        this.settings = settings;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** Sent, or why not. The message is committed before the answer, and leaves after it. */
    public Mono<Outcome> send(SendOrder order) {
        Channel channel = firstChannel(order);
        DemoCredentials demo = order.demo();
        if (demo != null) {
            return start(order, channel, SecretText.of(demo.otp()), null, true)
                    .as(Committed::toTheEnd);
        }
        return channels.reaches(order.widget().accountId(), channel, order.identifier().value())
                .flatMap(
                        reached ->
                                reached
                                        ? begin(order, channel)
                                        : refused(
                                                "Messages by "
                                                        + channel.word()
                                                        + " cannot be sent at the moment."))
                .as(Committed::toTheEnd);
    }

    private Mono<Outcome> begin(SendOrder order, Channel channel) {
        return templates
                .problem(order.widget(), channel, order.variables())
                .<Outcome>map(Outcome.Refused::new)
                .switchIfEmpty(Mono.defer(() -> startNew(order, channel)));
    }

    private static SecretText newCode(SendOrder order) {
        return Codes.random(order.widget().settings().otpLength());
    }

    private Mono<Outcome> startNew(SendOrder order, Channel channel) {
        if (order.widget().settings().verificationType() == VerificationType.MAGIC_LINK) {
            LinkToken link = LinkToken.random();
            return start(order, channel, link.address(accessTokens.issuer()), link, false);
        }
        return start(order, channel, newCode(order), null, false);
    }

    private Mono<Outcome> start(
            SendOrder order,
            Channel channel,
            SecretText code,
            @Nullable LinkToken link,
            boolean demo) {
        return requests.send(step(order, channel, code, link, demo))
                .map(result -> outcome(order, code, result));
    }

    private LinkStep link(SendOrder order, LinkToken link) {
        Visit visit = order.visit();
        return new LinkStep(
                Bytea.of(link.id()),
                order.widget().settings().matchCode() ? Codes.match() : null,
                vault.browserHash(visit.browser()),
                visit.state(),
                Asker.of(visit.userAgent()),
                vault.askerHash(order.caller().ip()),
                settings.guessLimit(),
                settings.guessPeriod().toSeconds());
    }

    private static Mono<Outcome> refused(String message) {
        return Mono.just(new Outcome.Refused(Problems.channelUnavailable(message)));
    }

    private static Channel firstChannel(SendOrder order) {
        String country = order.identifier() instanceof Mobile mobile ? mobile.country() : null;
        return order.widget()
                .settings()
                .firstChannel(order.identifier() instanceof Mobile, country);
    }

    private SendStep step(
            SendOrder order,
            Channel channel,
            SecretText code,
            @Nullable LinkToken link,
            boolean demo) {
        WidgetSettings widget = order.widget().settings();
        String id = Ids.next(clock.instant());
        byte[] callHash = vault.callHash(order);
        Duration window =
                order.idempotencyKey() == null
                        ? settings.doubleSendWindow()
                        : settings.idempotencyWindow();
        return new SendStep(
                id,
                order.widget().accountId(),
                order.widget().id(),
                Throttled.of(order.caller()),
                order.caller().platform().word(),
                order.identifier().value(),
                vault.identifierHash(order.identifier()),
                channel.code(),
                link == null ? vault.hash(id, code) : vault.linkHash(link),
                demo ? null : vault.seal(id, code),
                widget.attemptLimit(),
                widget.resendCount(),
                widget.resendTime(),
                Duration.ofMinutes(widget.expiryTime()).toSeconds(),
                Bytea.of(callHash),
                CodeVault.lockOf(callHash),
                window.toSeconds(),
                order.idempotencyKey() != null,
                Addresses.format(order.caller().ip()),
                order.caller().host(),
                order.caller().boundTo(widget),
                order.lang(),
                order.variables(),
                Outbox.LEASE.toSeconds(),
                channel.isMobile() && widget.autoRetry() != null && !demo
                        ? widget.autoRetry().afterSeconds()
                        : null,
                demo,
                settings.demoLimit(),
                link == null ? null : link(order, link));
    }

    private Outcome outcome(SendOrder order, SecretText code, SendStep.Result result) {
        if (result.until() != null) {
            return Refusals.of(result.outcome(), clock.instant(), result.until());
        }
        Outcome.Sent sent = result.sent(order.widget().settings());
        dispatch.first(order, sent, result, code);
        return sent;
    }
}
