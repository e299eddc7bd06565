package org.otpwidget.server.secret;

import org.otpwidget.server.database.Database;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the keys, once the database is open and its data folder ours alone. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretSettings.class)
class SecretConfiguration {

    @Bean
    Secrets secrets(SecretSettings settings, Database database) {
        return MasterSecret.secrets(settings, database.dataDirectory());
    }
}
