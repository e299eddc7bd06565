package org.otpwidget.server.delivery.inbox;

import io.r2dbc.spi.ConnectionFactory;

import org.otpwidget.server.database.Purge;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.Channel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.scheduler.Schedulers;

import java.time.Clock;

/** The inbox takes every channel's messages in the demo profile, and exists nowhere else. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class InboxConfiguration {

    @Bean
    Inbox inbox(ConnectionFactory connections, Secrets secrets, Clock clock) {
        return new Inbox(connections, secrets, clock);
    }

    @Bean
    Purge inboxPurge(Inbox inbox) {
        return Purge.oldest("inbox messages", inbox::purge);
    }

    @Bean
    InboxPages inboxPages(Inbox inbox, Clock clock) {
        return new InboxPages(inbox, clock, Schedulers.parallel());
    }

    @Bean
    InboxDoor inboxDoor() {
        return new InboxDoor();
    }

    @Bean
    InboxSender smsInbox(Inbox inbox) {
        return new InboxSender(Channel.SMS, inbox);
    }

    @Bean
    InboxSender whatsappInbox(Inbox inbox) {
        return new InboxSender(Channel.WHATSAPP, inbox);
    }

    @Bean
    InboxSender voiceInbox(Inbox inbox) {
        return new InboxSender(Channel.VOICE, inbox);
    }

    @Bean
    InboxSender emailInbox(Inbox inbox) {
        return new InboxSender(Channel.EMAIL, inbox);
    }

    @Bean
    RouterFunction<ServerResponse> inboxRoutes(InboxPages pages) {
        return RouterFunctions.route()
                .GET("/inbox", pages::page)
                .GET("/inbox/messages", pages::messages)
                .DELETE("/inbox/messages", pages::clear)
                .GET("/inbox/messages/{id}/html", pages::html)
                .GET("/inbox/stream", pages::stream)
                .POST("/inbox/clear", pages::clearAndReturn)
                .resources("/inbox/assets/**", new ClassPathResource("inbox/"))
                .filter(new LoopbackOnly())
                .build();
    }
}
