package org.otpwidget.server.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;

import org.otpwidget.server.database.Purge;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.template.Templates;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import reactor.core.scheduler.Schedulers;

import java.security.SecureRandom;
import java.time.Clock;

/** Puts the outbox together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxSettings.class)
class OutboxConfiguration {

    @Bean
    Messages messages(ConnectionFactory connections, Secrets secrets) {
        return new Messages(connections, new LeasedRows(secrets));
    }

    @Bean
    Outbox outbox(
            Channels channels,
            Templates templates,
            Messages messages,
            MeterRegistry registry,
            Clock clock) {
        var metrics = new OutboxMetrics(registry);
        var backoff = new Backoff(new SecureRandom());
        var timer = Schedulers.parallel();
        var courier = new Courier(templates, messages, backoff, metrics, clock, timer);
        return new Outbox(channels, courier, messages, metrics, clock, timer);
    }

    @Bean
    OutboxPoller outboxPoller(Outbox outbox, OutboxSettings settings) {
        return new OutboxPoller(outbox, settings, Schedulers.parallel());
    }

    @Bean
    Purge messagePurge(Messages messages, OutboxSettings settings, Clock clock) {
        return Purge.oldest(
                "messages", () -> messages.purge(clock.instant().minus(settings.retention())));
    }
}
