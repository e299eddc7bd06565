package org.otpwidget.server.credential.web;

import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.credential.AuthkeyAuthentication;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/**
 * Makes {@link org.otpwidget.server.account.Administrator} a parameter that controllers can have.
 */
@Configuration(proxyBeanMethods = false)
class AccountWebConfiguration implements WebFluxConfigurer {

    private final AuthkeyAuthentication authentication;
    private final ClientIp clientIp;

    AccountWebConfiguration(AuthkeyAuthentication authentication, ClientIp clientIp) {
        this.authentication = authentication;
        this.clientIp = clientIp;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new AdministratorResolver(authentication, clientIp));
    }
}
