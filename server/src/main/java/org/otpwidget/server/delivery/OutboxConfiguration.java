package org.otpwidget.server.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;

import org.otpwidget.server.account.KeptKind;
import org.otpwidget.server.account.KeptRows;
import org.otpwidget.server.database.Purge;
import org.otpwidget.server.delivery.provider.ProviderLinks;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.template.Templates;
import org.otpwidget.server.template.WidgetTemplates;
import org.otpwidget.server.widget.Widgets;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import reactor.core.scheduler.Schedulers;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Puts the outbox together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxSettings.class)
class OutboxConfiguration {

    @Bean
    Messages messages(ConnectionFactory connections, Secrets secrets, AutoRetries autoRetries) {
        return new Messages(connections, new LeasedRows(secrets), autoRetries::add);
    }

    @Bean
    OutboxMetrics outboxMetrics(MeterRegistry registry) {
        return new OutboxMetrics(registry);
    }

    @Bean
    Receipts receipts(ConnectionFactory connections, OutboxMetrics metrics, Clock clock) {
        return new Receipts(connections, metrics, clock, Schedulers.parallel());
    }

    @Bean
    AutoRetries autoRetries(
            ConnectionFactory connections,
            Widgets widgets,
            Channels channels,
            WidgetTemplates templates) {
        return new AutoRetries(connections, widgets, channels, templates);
    }

    @Bean
    Outbox outbox(
            List<Sender> senders,
            Providers providers,
            ProviderLinks links,
            Receipts receipts,
            Templates templates,
            Messages messages,
            OutboxMetrics metrics,
            Clock clock) {
        var backoff = new Backoff(new SecureRandom());
        var timer = Schedulers.parallel();
        var courier = new Courier(templates, messages, backoff, metrics, clock, timer);
        return new Outbox(
                outbox -> new Stations(senders, outbox::lane, links, receipts, metrics, clock),
                providers::enabled,
                courier,
                messages,
                metrics,
                clock,
                timer);
    }

    @Bean
    ProviderDesk providerDesk(
            Providers providers,
            Outbox outbox,
            Receipts receipts,
            Templates templates,
            Clock clock) {
        return new ProviderDesk(providers, outbox.stations(), receipts, templates, clock);
    }

    @Bean
    OutboxPoller outboxPoller(Outbox outbox, OutboxSettings settings) {
        return new OutboxPoller(outbox, settings, Schedulers.parallel());
    }

    @Bean
    Purge messagePurge(Messages messages, OutboxSettings settings, Clock clock) {
        return Purge.oldest(
                "messages", () -> messages.purge(clock.instant(), settings.retention()));
    }

    @Bean
    KeptRows keptMessages(Messages messages, OutboxSettings settings) {
        return new KeptRows(KeptKind.MESSAGES, settings.retention(), messages::count);
    }
}
