package org.otpwidget.server.accesstoken.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.accesstoken.Introspection;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyAuthentication;
import org.otpwidget.server.problem.Refused;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/**
 * Token introspection for those who prefer the standard to {@code verifyAccessToken}; it does not
 * use the token up.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662, section 2</a>
 */
@RestController
class IntrospectionController {

    private static final String CHALLENGE = "Basic realm=\"otp-widget\", charset=\"UTF-8\"";

    private final Introspection introspection;
    private final AuthkeyAuthentication authentication;

    IntrospectionController(Introspection introspection, AuthkeyAuthentication authentication) {
        this.introspection = introspection;
        this.authentication = authentication;
    }

    @PostMapping("/oauth2/introspect")
    Mono<ResponseEntity<?>> introspect(ServerWebExchange exchange) {
        return authentication
                .authenticate(exchange.getRequest(), Scope.VERIFY)
                .flatMap(authkey -> answer(exchange, authkey.accountId()))
                .onErrorResume(Refused.class, refused -> Mono.just(unauthorized()));
    }

    private Mono<ResponseEntity<?>> answer(ServerWebExchange exchange, long accountId) {
        return exchange.getFormData()
                .onErrorComplete(IntrospectionController::unreadable)
                .mapNotNull(IntrospectionController::token)
                .flatMap(
                        token ->
                                introspection
                                        .active(token, accountId)
                                        .map(IntrospectionAnswer::of)
                                        .defaultIfEmpty(IntrospectionAnswer.INACTIVE))
                .<ResponseEntity<?>>map(answer -> respond(HttpStatus.OK).body(answer))
                .defaultIfEmpty(error(HttpStatus.BAD_REQUEST, "invalid_request"));
    }

    /** A form that is broken or too large; Spring lets the URL decoder's error through. */
    private static boolean unreadable(Throwable error) {
        return error instanceof IllegalArgumentException
                || error instanceof DataBufferLimitException
                || error instanceof Refused
                || error instanceof ErrorResponse;
    }

    /** The one token of the form; null when there is none, or several. */
    private static @Nullable String token(MultiValueMap<String, String> form) {
        List<String> tokens = form.getOrDefault("token", List.of());
        return tokens.size() == 1 ? tokens.getFirst() : null;
    }

    /** Why an authkey was refused stays untold, as OAuth has it. */
    private static ResponseEntity<?> unauthorized() {
        return respond(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .body(Map.of("error", "invalid_client"));
    }

    private static ResponseEntity<?> error(HttpStatus status, String error) {
        return respond(status).body(Map.of("error", error));
    }

    private static ResponseEntity.BodyBuilder respond(HttpStatus status) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    }
}
