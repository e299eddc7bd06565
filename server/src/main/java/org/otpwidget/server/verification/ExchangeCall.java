package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Proof;
import org.otpwidget.server.accesstoken.Rejected;
import org.otpwidget.server.accesstoken.Verdict;
import org.otpwidget.server.problem.Problems;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.util.Objects;

/**
 * Exchanges an access token, once, for the identifier that it proves (contract section 1, {@code
 * verifyAccessToken}).
 */
@Service
public final class ExchangeCall {

    private final Requests requests;
    private final AccessTokens accessTokens;

    ExchangeCall(Requests requests, AccessTokens accessTokens) {
        this.requests = requests;
        this.accessTokens = accessTokens;
    }

    /**
     * The identifier, or why not.
     *
     * @param accountId of the authkey; a token of another account's widget is as good as forged
     * @param claimed the identifier that the caller expects, canonical, or null; on a mismatch the
     *     token stays unused
     */
    public Mono<Outcome> exchange(long accountId, String accessToken, @Nullable String claimed) {
        return accessTokens
                .check(accessToken)
                .flatMap(verdict -> exchange(accountId, verdict, claimed));
    }

    private Mono<Outcome> exchange(long accountId, Verdict verdict, @Nullable String claimed) {
        return switch (verdict) {
            case Proof proof ->
                    requests.exchange(new ExchangeStep(proof.claims().reqId(), accountId, claimed))
                            .map(ExchangeCall::outcome);
            case Rejected _ -> Mono.just(new Outcome.Refused(Problems.BAD_ACCESS_TOKEN));
        };
    }

    private static Outcome outcome(ExchangeStep.Result result) {
        return switch (result.outcome()) {
            case "exchanged" ->
                    new Outcome.Exchanged(
                            Objects.requireNonNull(result.identifier()), result.demo());
            case "used" -> new Outcome.Refused(Problems.ACCESS_TOKEN_USED);
            case "mismatch" -> new Outcome.Refused(Problems.IDENTIFIER_MISMATCH);
            default -> new Outcome.Refused(Problems.BAD_ACCESS_TOKEN);
        };
    }
}
