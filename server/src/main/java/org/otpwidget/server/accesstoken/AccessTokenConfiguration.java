package org.otpwidget.server.accesstoken;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;

import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.secret.Secrets;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessTokenSettings.class)
class AccessTokenConfiguration {

    @Bean
    SigningKeys signingKeys(
            ConnectionFactory database,
            Secrets secrets,
            AccessTokenSettings settings,
            Clock clock) {
        var store = new SigningKeyStore(DatabaseClient.create(database), secrets);
        return new SigningKeys(store, settings, clock);
    }

    @Bean
    AuditedSigningKeys auditedSigningKeys(SigningKeys keys, Audited audited) {
        return new AuditedSigningKeys(keys, audited);
    }

    @Bean
    SigningKeyRefresh signingKeyRefresh(
            SigningKeys keys, AccessTokenSettings settings, ConfigCaches notices) {
        var refresh = new SigningKeyRefresh(keys, settings.keyReload());
        notices.listen("signing_key", refresh::noticed);
        return refresh;
    }

    @Bean
    AccessTokens accessTokens(
            SigningKeys keys, AccessTokenSettings settings, MeterRegistry registry, Clock clock) {
        return new AccessTokens(
                keys::current, keys.look(), settings, new CheckMetrics(registry), clock);
    }

    @Bean
    Introspection introspection(AccessTokens tokens, ConnectionFactory database) {
        return new Introspection(tokens, DatabaseClient.create(database));
    }
}
