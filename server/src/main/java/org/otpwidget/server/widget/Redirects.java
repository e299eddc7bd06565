package org.otpwidget.server.widget;

import org.otpwidget.server.credential.Origin;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;

/**
 * Holds the address that a magic link leads to, with an access token, to the sites of its account.
 */
final class Redirects {

    private final Tokens tokens;

    Redirects(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Completes, or fails when the account's tokens name origins and the redirect's is none of
     * them.
     */
    Mono<Void> check(long accountId, WidgetSettings settings) {
        String redirect = settings.redirectUrl();
        if (redirect == null || settings.verificationType() != VerificationType.MAGIC_LINK) {
            return Mono.empty();
        }
        return tokens.origins(accountId)
                .filter(origins -> !origins.isEmpty() && !origins.contains(originOf(redirect)))
                .flatMap(
                        origins ->
                                Problems.invalid(
                                                List.of(
                                                        new FieldError(
                                                                "redirectUrl",
                                                                "Send an address at one of"
                                                                        + " the account's"
                                                                        + " origins, or add its"
                                                                        + " origin to a token"
                                                                        + " first.")))
                                        .signal());
    }

    private static String originOf(String redirect) {
        var address = URI.create(redirect);
        return Origin.normalise(
                        address.getScheme()
                                + "://"
                                + address.getHost()
                                + (address.getPort() < 0 ? "" : ":" + address.getPort()))
                .orElse("");
    }
}
