package org.otpwidget.server.delivery;

import org.otpwidget.server.erasure.PersonalData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this room holds people's data. */
@Configuration(proxyBeanMethods = false)
class DeliveryTraces {

    /** No message outlives its request. */
    @Bean
    PersonalData messageTraces() {
        return PersonalData.source(
                "messages", "message", "account_id = :account AND request_id = ANY (:requests)");
    }

    /**
     * Also without the demo's profile: it may have been on before. Messages of requests that are
     * gone already, too; mails of the installation itself are no account's.
     */
    @Bean
    PersonalData inboxTraces() {
        return PersonalData.rows(
                "inboxMessages",
                "inbox_message",
                """
                recipient = :identifier AND account_id = :account
                AND (request_id = ANY (:requests)
                     OR NOT EXISTS (SELECT FROM request r WHERE r.id = request_id))
                """);
    }
}
