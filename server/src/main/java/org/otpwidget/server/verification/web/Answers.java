package org.otpwidget.server.verification.web;

import org.otpwidget.server.problem.Envelope;
import org.otpwidget.server.verification.Outcome;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Renders outcomes in the compatible envelope: the payload is in {@code message} (contract section
 * 1).
 */
@Component
final class Answers {

    /** Where the client has to go on. */
    static final String LOCATION = "location";

    private final Clock clock;

    Answers(Clock clock) {
        this.clock = clock;
    }

    Map<String, Object> of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent sent -> sent(sent);
            case Outcome.Verified verified -> verified(verified.accessToken());
            case Outcome.Confirmed confirmed -> confirmed(confirmed);
            case Outcome.VerifiedInvisibly verified -> invisiblyVerified(verified);
            case Outcome.Elsewhere elsewhere -> elsewhere(elsewhere);
            case Outcome.Exchanged exchanged -> exchanged(exchanged);
            case Outcome.Pending _ -> pending();
            case Outcome.Refused refused -> Envelope.of(refused.problem());
        };
    }

    /**
     * {@code retryAfter} and {@code expiresIn} are seconds from now; clients' clocks may be wrong.
     */
    private Map<String, Object> sent(Outcome.Sent sent) {
        var body = success(sent.reqId());
        body.put("channel", Integer.toString(sent.channel().code()));
        body.put("retryAfter", secondsUntil(sent.resendAt()));
        body.put("expiresIn", secondsUntil(sent.expiresAt()));
        body.put("attemptsLeft", sent.attemptsLeft());
        body.put("retriesLeft", sent.retriesLeft());
        if (sent.matchCode() != null) {
            body.put("matchCode", Integer.toString(sent.matchCode()));
        }
        return body;
    }

    private static Map<String, Object> verified(String accessToken) {
        var body = success(accessToken);
        body.put("access-token", accessToken);
        return body;
    }

    private static Map<String, Object> confirmed(Outcome.Confirmed confirmed) {
        var body = verified(confirmed.accessToken());
        body.put("verified", true);
        if (confirmed.state() != null) {
            body.put("state", confirmed.state());
        }
        return body;
    }

    private static Map<String, Object> invisiblyVerified(Outcome.VerifiedInvisibly verified) {
        var body = verified(verified.accessToken());
        body.put("invisibleVerified", true);
        return body;
    }

    /** Clients follow the redirect; those that don't must not take this for a request. */
    private static Map<String, Object> elsewhere(Outcome.Elsewhere elsewhere) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "error");
        body.put("message", "Follow the redirect.");
        body.put("reason", "redirect");
        body.put(LOCATION, elsewhere.address().toString());
        return body;
    }

    private static Map<String, Object> exchanged(Outcome.Exchanged exchanged) {
        var body = success(exchanged.identifier());
        if (exchanged.demo()) {
            body.put("demo", true);
        }
        return body;
    }

    private static Map<String, Object> pending() {
        var body = success("Verification Pending");
        body.put("verified", false);
        return body;
    }

    private static Map<String, Object> success(String message) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "success");
        body.put("message", message);
        return body;
    }

    private long secondsUntil(Instant time) {
        return Math.max(0, Math.ceilDiv(Duration.between(clock.instant(), time).toMillis(), 1000));
    }
}
