package org.otpwidget.server.signincode;

import org.otpwidget.server.erasure.PersonalData;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of this room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInCodeSettings.class)
class SignInCodeConfiguration {

    /** An operator whose own number is erased goes on by passphrase or passkey. */
    @Bean
    PersonalData operatorIdentifierTraces() {
        return PersonalData.rows(
                "signInIdentifiers",
                "operator_identifier",
                "account_id = :account AND identifier_hash = ANY (CAST(:hashes AS bytea[]))");
    }
}
