package org.otpwidget.server.credential;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;

/**
 * Decides whether a server may make a call with the authkey that it sends; the one place for it.
 */
@Component
public class AuthkeyAuthentication {

    private static final Problem UNKNOWN =
            Problems.UNKNOWN_CREDENTIAL.withHelp(
                    "Send a valid authkey: in the header authkey, as a bearer token, or as the"
                            + " password of HTTP Basic.");
    private static final Problem DISABLED =
            Problems.WRONG_CREDENTIAL.withHelp("This authkey is disabled. Use another one.");
    private static final Problem EXPIRED =
            Problems.WRONG_CREDENTIAL.withHelp("This authkey has expired. Use another one.");
    private static final Problem SCOPE =
            Problems.SCOPE_MISSING.withHelp(
                    "This authkey lacks the scope for this call. Use one with scope admin.");
    private static final Problem ADDRESS =
            Problems.IP_NOT_WHITELISTED.withHelp(
                    "This authkey may not be used from this address. Add the address to its"
                            + " ipWhitelist, or call from one that is on it.");

    private final Authkeys authkeys;
    private final ClientIp clientIp;
    private final Clock clock;

    AuthkeyAuthentication(Authkeys authkeys, ClientIp clientIp, Clock clock) {
        this.authkeys = authkeys;
        this.clientIp = clientIp;
        this.clock = clock;
    }

    /**
     * The authkey in a request's headers: {@code authkey}, bearer token, or password of HTTP Basic.
     *
     * @return the key, or {@link org.otpwidget.server.problem.Refused}
     */
    public Mono<Authkey> authenticate(ServerHttpRequest request, Scope scope) {
        return authenticate(Credential.of(request.getHeaders()), clientIp.of(request), scope);
    }

    /**
     * An authkey that came in another way, such as in the body.
     *
     * @param key the secret value; null: there was none
     * @param client the caller's address
     * @return the key, or {@link org.otpwidget.server.problem.Refused}: unknown, disabled, expired,
     *     used from an address that is not on its whitelist, or without the scope
     */
    public Mono<Authkey> authenticate(@Nullable String key, InetAddress client, Scope scope) {
        return key == null
                ? Mono.error(UNKNOWN::refused)
                : authkeys.find(key)
                        .switchIfEmpty(Mono.error(UNKNOWN::refused))
                        .flatMap(found -> allow(found, client, scope))
                        .doOnNext(authkeys::used);
    }

    private Mono<Authkey> allow(Authkey key, InetAddress client, Scope scope) {
        Problem problem = problem(key, client, scope);
        return problem == null ? Mono.just(key) : problem.signal();
    }

    private @Nullable Problem problem(Authkey key, InetAddress client, Scope scope) {
        if (!key.enabled()) {
            return DISABLED;
        }
        if (key.isExpired(clock.instant())) {
            return EXPIRED;
        }
        if (!key.allowsIp(client)) {
            return ADDRESS;
        }
        return key.allows(scope) ? null : SCOPE;
    }
}
