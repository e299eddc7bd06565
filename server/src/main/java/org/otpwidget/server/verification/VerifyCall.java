package org.otpwidget.server.verification;

import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Claims;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Objects;

/**
 * Checks the code that a visitor typed (contract section 1, {@code verifyOtp}). A repeated submit
 * with the same idempotency key and code costs no attempt and yields the same token: tokens are
 * signed deterministically, so none has to be kept.
 */
@Service
public final class VerifyCall {

    private final Requests requests;
    private final CodeVault vault;
    private final AccessTokens accessTokens;
    private final VerificationSettings settings;
    private final Clock clock;

    VerifyCall(
            Requests requests,
            CodeVault vault,
            AccessTokens accessTokens,
            VerificationSettings settings,
            Clock clock) {
        this.requests = requests;
        this.vault = vault;
        this.accessTokens = accessTokens;
        this.settings = settings;
        this.clock = clock;
    }

    /** Verified with an access token, or why not. */
    public Mono<Outcome> verify(VerifyOrder order) {
        if (!Ids.isId(order.reqId())) {
            return Mono.just(new Outcome.Refused(Problems.MALFORMED_REQUEST_ID));
        }
        return requests.verify(step(order)).map(result -> outcome(order, result));
    }

    private VerifyStep step(VerifyOrder order) {
        return new VerifyStep(
                order.reqId(),
                order.widget().id(),
                Throttled.of(order.caller()),
                vault.hashes(order.reqId(), order.code()),
                CodeVault.nonce(),
                vault.verifyKey(order),
                settings.guessLimit(),
                settings.guessPeriod().toSeconds(),
                settings.consecutiveLimit(),
                settings.consecutiveWait().toSeconds(),
                order.widget().settings().demoCredentials() != null,
                settings.demoLimit());
    }

    private Outcome outcome(VerifyOrder order, VerifyStep.Result result) {
        return switch (result.outcome()) {
            case "verified" -> new Outcome.Verified(accessTokens.issue(claims(order, result)));
            case "wrong" ->
                    new Outcome.Refused(
                            Problems.WRONG_CODE.withAttemptsLeft(
                                    Objects.requireNonNull(result.attemptsLeft())));
            default -> Refusals.of(result.outcome(), clock.instant(), result.until());
        };
    }

    private static Claims claims(VerifyOrder order, VerifyStep.Result result) {
        return new Claims(
                order.reqId(),
                order.widget().id(),
                Objects.requireNonNull(result.identifier()),
                Channel.ofCode(Objects.requireNonNull(result.channel())).orElseThrow(),
                Objects.requireNonNull(result.verifiedAt()),
                false,
                result.demo());
    }
}
