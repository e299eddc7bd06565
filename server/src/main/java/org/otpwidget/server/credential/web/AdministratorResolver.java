package org.otpwidget.server.credential.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyAuthentication;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/** Lets a call of {@code /v1} in, or refuses it before the controller runs. */
final class AdministratorResolver implements HandlerMethodArgumentResolver {

    private final AuthkeyAuthentication authentication;
    private final ClientIp clientIp;

    AdministratorResolver(AuthkeyAuthentication authentication, ClientIp clientIp) {
        this.authentication = authentication;
        this.clientIp = clientIp;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Administrator.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return authentication
                .authenticate(request, Scope.ADMIN)
                .map(key -> new Administrator(key.accountId(), key.at(clientIp.of(request))));
    }
}
