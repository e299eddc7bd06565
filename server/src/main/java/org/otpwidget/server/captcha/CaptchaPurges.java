package org.otpwidget.server.captcha;

import org.otpwidget.server.database.Purge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Clock;

/** Deletes used tokens that are over anyway, and hits that count no more. */
@Configuration(proxyBeanMethods = false)
class CaptchaPurges {

    private static final String PASSES =
            """
            DELETE FROM captcha_pass p USING (
                SELECT id FROM captcha_pass WHERE expires_at < :now
                 ORDER BY expires_at LIMIT %d FOR UPDATE SKIP LOCKED) AS over
             WHERE p.id = over.id
            """
                    .formatted(Purge.BATCH);

    /** Hits count in their period and the next. */
    private static final String HITS =
            """
            DELETE FROM captcha_hit h USING (
                SELECT period, scope FROM captcha_hit WHERE period < :period
                 ORDER BY period LIMIT %d FOR UPDATE SKIP LOCKED) AS over
             WHERE h.period = over.period AND h.scope = over.scope
            """
                    .formatted(Purge.BATCH);

    private final DatabaseClient database;
    private final CaptchaSettings settings;
    private final Clock clock;

    CaptchaPurges(DatabaseClient database, CaptchaSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    Purge captchaPassPurge() {
        return Purge.oldest("captcha tokens", this::deletePasses);
    }

    @Bean
    Purge captchaHitPurge() {
        return Purge.oldest("captcha hits", this::deleteHits);
    }

    private Mono<Long> deletePasses() {
        return database.sql(PASSES).bind("now", clock.instant()).fetch().rowsUpdated();
    }

    private Mono<Long> deleteHits() {
        long period = clock.instant().getEpochSecond() / settings.period().toSeconds();
        return database.sql(HITS).bind("period", period - 1).fetch().rowsUpdated();
    }
}
