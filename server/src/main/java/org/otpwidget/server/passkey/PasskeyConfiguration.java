package org.otpwidget.server.passkey;

import org.otpwidget.server.database.Purge;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import java.time.Clock;

/** Puts the parts of this room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasskeySettings.class)
class PasskeyConfiguration {

    /** Few rows, ever: no batches are needed. */
    @Bean
    Purge answeredChallengePurge(DatabaseClient database, Clock clock) {
        return Purge.oldest(
                "challenges of passkeys",
                () ->
                        database.sql("DELETE FROM passkey_answered WHERE expires_at <= :now")
                                .bind("now", clock.instant())
                                .then()
                                .thenReturn(0L));
    }
}
