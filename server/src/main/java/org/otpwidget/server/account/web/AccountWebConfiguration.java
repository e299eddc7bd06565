package org.otpwidget.server.account.web;

import org.otpwidget.server.account.AuthkeyAuthentication;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/**
 * Makes {@link org.otpwidget.server.account.Administrator} a parameter that controllers can have.
 */
@Configuration(proxyBeanMethods = false)
class AccountWebConfiguration implements WebFluxConfigurer {

    private final AuthkeyAuthentication authentication;

    AccountWebConfiguration(AuthkeyAuthentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new AdministratorResolver(authentication));
    }
}
