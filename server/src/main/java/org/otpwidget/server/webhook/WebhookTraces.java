package org.otpwidget.server.webhook;

import org.otpwidget.server.erasure.PersonalData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this room holds people's data. */
@Configuration(proxyBeanMethods = false)
class WebhookTraces {

    /** Events of requests that are gone already, too; not those of one that has just begun. */
    @Bean
    PersonalData webhookDeliveryTraces() {
        return PersonalData.rows(
                "webhookDeliveries",
                "webhook_delivery",
                """
                body #>> '{data,identifier}' = :identifier
                AND webhook_id IN (SELECT id FROM webhook WHERE account_id = :account)
                AND (body #>> '{data,reqId}' = ANY (:requests)
                     OR NOT EXISTS (SELECT FROM request r WHERE r.id = body #>> '{data,reqId}'))
                """);
    }

    @Bean
    PersonalData webhookExpiryTraces() {
        return PersonalData.rows(
                "webhookDeliveries", "webhook_expiry", "request_id = ANY (:requests)");
    }
}
