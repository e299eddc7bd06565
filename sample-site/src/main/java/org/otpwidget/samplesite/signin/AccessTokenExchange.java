package org.otpwidget.samplesite.signin;

import org.jspecify.annotations.Nullable;
import org.otpwidget.samplesite.SampleSiteSettings;
import org.otpwidget.samplesite.signin.ExchangeOutcome.NoAnswer;
import org.otpwidget.samplesite.signin.ExchangeOutcome.OtherIdentifier;
import org.otpwidget.samplesite.signin.ExchangeOutcome.Proved;
import org.otpwidget.samplesite.signin.ExchangeOutcome.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the OTP server what an access token proves. The server answers 200 to failures as well, so
 * only {@code "type":"success"} together with an identifier is a success; all else fails closed.
 */
@Component
class AccessTokenExchange {

    private static final Logger log = LoggerFactory.getLogger(AccessTokenExchange.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebClient server;

    AccessTokenExchange(WebClient.Builder builder, SampleSiteSettings settings) {
        this.server =
                builder.baseUrl(settings.serverUrl())
                        .defaultHeader("authkey", settings.authkey())
                        .build();
    }

    /**
     * A success uses the token up. The server compares the claim, since it alone knows every
     * spelling of an identifier, and before it uses the token up: a mismatch leaves it unused.
     *
     * @param claimed what the page says it verified, as it was typed; null when it does not say
     */
    Mono<ExchangeOutcome> exchange(String accessToken, @Nullable String claimed) {
        return server.post()
                .uri("/api/v5/widget/verifyAccessToken")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(request(accessToken, claimed))
                .retrieve()
                .bodyToMono(Answer.class)
                .timeout(PATIENCE)
                .map(AccessTokenExchange::outcome)
                .defaultIfEmpty(new NoAnswer())
                .onErrorResume(AccessTokenExchange::noAnswer);
    }

    private static Map<String, String> request(String accessToken, @Nullable String claimed) {
        var request = new LinkedHashMap<String, String>();
        request.put("access-token", accessToken);
        if (claimed != null) {
            request.put("identifier", claimed);
        }
        return request;
    }

    private static ExchangeOutcome outcome(Answer answer) {
        if ("identifier_mismatch".equals(answer.reason())) {
            return new OtherIdentifier();
        }
        if (!"success".equals(answer.type())) {
            String message = answer.message();
            return message == null ? new NoAnswer() : new Refused(message);
        }
        if (answer.message() == null || answer.message().isBlank()) {
            return new NoAnswer();
        }
        return new Proved(new Identifier(answer.message()));
    }

    private static Mono<ExchangeOutcome> noAnswer(Throwable failure) {
        log.warn("The OTP server gave no usable answer: {}", failure.toString());
        return Mono.just(new NoAnswer());
    }

    /** The compatible envelope: on success the message is the identifier. */
    private record Answer(
            @Nullable String type, @Nullable String message, @Nullable String reason) {}
}
