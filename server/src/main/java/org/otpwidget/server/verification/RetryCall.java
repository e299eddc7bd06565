package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.accesstoken.AccessTokenSettings;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.delivery.Channels;
import org.otpwidget.server.delivery.Outbox;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.VariableValue;
import org.otpwidget.server.template.WidgetTemplates;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.WidgetSettings;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.otpwidget.server.widget.WidgetSettings.WidgetType;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Sends a request's message again (contract section 1, {@code retryOtp}). The code stays, so that a
 * delayed first message still works, unless the widget wants a new code on resend.
 */
@Service
public final class RetryCall {

    private final Requests requests;
    private final CodeVault vault;
    private final Channels channels;
    private final WidgetTemplates templates;
    private final Dispatch dispatch;
    private final AccessTokenSettings accessTokens;
    private final Clock clock;

    /** A new code or link in the place of the old one; all null: the old one stays. */
    private record Renewal(
            @Nullable String hash, @Nullable String sealed, @Nullable String linkId) {

        static final Renewal NONE = new Renewal(null, null, null);
    }

    RetryCall(
            Requests requests,
            CodeVault vault,
            Channels channels,
            WidgetTemplates templates,
            Dispatch dispatch,
            AccessTokenSettings accessTokens,
            Clock clock) {
        this.requests = requests;
        this.vault = vault;
        this.channels = channels;
        this.templates = templates;
        this.dispatch = dispatch;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** Sent again under the same reqId, or why not. */
    public Mono<Outcome> retry(RetryOrder order) {
        if (!Ids.isId(order.reqId())) {
            return Mono.just(new Outcome.Refused(Problems.MALFORMED_REQUEST_ID));
        }
        return channels.available(order.widget().accountId())
                .flatMap(available -> retry(order, available))
                .as(Committed::toTheEnd);
    }

    private Mono<Outcome> retry(RetryOrder order, Set<Channel> available) {
        if (order.channel() != null && !available.contains(order.channel()) && !hasDemo(order)) {
            return Mono.just(
                    new Outcome.Refused(
                            Problems.channelUnavailable(
                                    "Messages by "
                                            + order.channel().word()
                                            + " cannot be sent at the moment.")));
        }
        Renewal renewal = renewal(order);
        return templates
                .required(order.widget())
                .flatMap(needs -> requests.retry(step(order, available, renewal, needs)))
                .flatMap(result -> outcome(order, result));
    }

    private Renewal renewal(RetryOrder order) {
        WidgetSettings widget = order.widget().settings();
        if (!widget.newCodeOnResend()) {
            return Renewal.NONE;
        }
        if (isLink(widget)) {
            LinkToken link = LinkToken.random();
            return new Renewal(
                    vault.linkHash(link),
                    vault.seal(order.reqId(), link.address(accessTokens.issuer())),
                    Bytea.of(link.id()));
        }
        SecretText code = Codes.random(widget.otpLength());
        return new Renewal(vault.hash(order.reqId(), code), vault.seal(order.reqId(), code), null);
    }

    private static boolean isLink(WidgetSettings widget) {
        return widget.verificationType() == VerificationType.MAGIC_LINK;
    }

    private RetryStep step(
            RetryOrder order,
            Set<Channel> available,
            Renewal renewal,
            Map<Channel, List<String>> needs) {
        WidgetSettings widget = order.widget().settings();
        return new RetryStep(
                order.reqId(),
                order.widget().id(),
                Throttled.of(order.caller()),
                order.channel() == null ? null : order.channel().code(),
                codes(widget.resendChannels(), available),
                widget.widgetType() == WidgetType.DEFAULT ? codes(available, available) : List.of(),
                vault.retryKey(order),
                renewal.hash(),
                renewal.sealed(),
                Duration.ofMinutes(widget.expiryTime()).toSeconds(),
                order.caller().boundHost(widget),
                widget.androidAppHash(),
                byCode(needs),
                VariableValue.LONGEST,
                Outbox.LEASE.toSeconds(),
                isLink(widget) ? true : null,
                renewal.linkId(),
                hasDemo(order),
                codes(widget.channels(), EnumSet.allOf(Channel.class)));
    }

    private static boolean hasDemo(RetryOrder order) {
        return order.widget().settings().demoCredentials() != null;
    }

    private static List<Integer> codes(Collection<Channel> wanted, Set<Channel> available) {
        return wanted.stream().filter(available::contains).map(Channel::code).toList();
    }

    private static Map<Integer, List<String>> byCode(Map<Channel, List<String>> needs) {
        var byCode = new HashMap<Integer, List<String>>();
        needs.forEach((channel, keys) -> byCode.put(channel.code(), keys));
        return byCode;
    }

    private Mono<Outcome> outcome(RetryOrder order, RetryStep.Result result) {
        return result.outcome().equals("variables")
                ? templates
                        .problem(order.widget(), result.channelUsed(), result.values())
                        .defaultIfEmpty(Problems.SERVER_ERROR) // its template changed just now
                        .map(Outcome.Refused::new)
                : Mono.just(decided(order, result));
    }

    private Outcome decided(RetryOrder order, RetryStep.Result result) {
        return switch (result.outcome()) {
            case "sent" -> {
                Outcome.Sent sent = result.sent(order.reqId());
                if (result.codeSealed() != null) { // to demo credentials nothing is sent
                    SecretText code = vault.open(order.reqId(), result.codeSealed());
                    dispatch.again(order, sent, result, code);
                }
                yield sent;
            }
            case "same" -> result.sent(order.reqId());
            case "too_soon" -> tooSoon(Objects.requireNonNull(result.resendAt()));
            case "channel_refused" ->
                    new Outcome.Refused(
                            Problems.channelUnavailable(
                                    "This channel is not available for a resend."));
            default -> Refusals.of(result.outcome(), clock.instant(), result.until());
        };
    }

    private Outcome tooSoon(Instant resendAt) {
        return new Outcome.Refused(
                Problems.resendTooSoon(Refusals.secondsUntil(clock.instant(), resendAt)));
    }
}
