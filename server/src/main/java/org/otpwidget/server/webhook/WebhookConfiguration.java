package org.otpwidget.server.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;

import org.otpwidget.server.account.KeptKind;
import org.otpwidget.server.account.KeptRows;
import org.otpwidget.server.database.Purge;
import org.otpwidget.server.delivery.Outside;
import org.otpwidget.server.secret.Secrets;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import reactor.core.scheduler.Schedulers;

import java.security.SecureRandom;
import java.time.Clock;

/** Puts the delivery of events together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    @Bean
    Deliveries webhookDeliveries(ConnectionFactory connections, Secrets secrets) {
        return new Deliveries(connections, secrets);
    }

    @Bean
    WebhookClient webhookClient(Outside outside, Clock clock) {
        return new WebhookClient(outside, WebhookClient.PATIENCE, clock);
    }

    @Bean
    WebhookOutbox webhookOutbox(
            Deliveries deliveries, WebhookClient client, MeterRegistry metrics, Clock clock) {
        return new WebhookOutbox(
                deliveries,
                client,
                new Waits(new SecureRandom()),
                metrics,
                clock,
                Schedulers.parallel());
    }

    @Bean
    WebhookDesk webhookDesk(
            Webhooks webhooks, Deliveries deliveries, WebhookClient client, Clock clock) {
        return new WebhookDesk(webhooks, deliveries, client, clock, Schedulers.parallel());
    }

    @Bean
    WebhookPoller webhookPoller(WebhookOutbox outbox, WebhookSettings settings) {
        return new WebhookPoller(outbox, settings, Schedulers.parallel());
    }

    @Bean
    Purge webhookDeliveryPurge(Deliveries deliveries, WebhookSettings settings, Clock clock) {
        return Purge.oldest(
                "webhook deliveries",
                () -> deliveries.purge(clock.instant(), settings.retention()));
    }

    @Bean
    KeptRows keptWebhookDeliveries(Deliveries deliveries, WebhookSettings settings) {
        return new KeptRows(KeptKind.WEBHOOK_DELIVERIES, settings.retention(), deliveries::count);
    }
}
