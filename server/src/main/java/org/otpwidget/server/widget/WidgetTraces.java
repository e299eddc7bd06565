package org.otpwidget.server.widget;

import org.otpwidget.server.erasure.PersonalData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this room holds people's data. */
@Configuration(proxyBeanMethods = false)
class WidgetTraces {

    /** Demo credentials that somebody made of a real number or address. */
    @Bean
    PersonalData demoCredentialTraces() {
        return PersonalData.changed(
                "demoCredentials",
                "widget",
                """
                account_id = :account
                AND :identifier IN (settings #>> '{demoCredentials,mobile}',
                                    settings #>> '{demoCredentials,email}')
                """,
                "settings = settings - 'demoCredentials'");
    }
}
