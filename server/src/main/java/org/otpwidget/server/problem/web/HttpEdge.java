package org.otpwidget.server.problem.web;

import jakarta.annotation.PostConstruct;

import org.otpwidget.server.problem.LoggedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.DisconnectedClientHelper;

import reactor.core.publisher.Hooks;
import reactor.netty.NettyPipeline;

import tools.jackson.databind.json.JsonMapper;

/** Puts our own answers where the HTTP server would answer by itself. */
@Configuration(proxyBeanMethods = false)
class HttpEdge {

    private static final Logger log = LoggerFactory.getLogger(HttpEdge.class);

    /** An error that comes when nobody waits for it any more: mostly of clients that hung up. */
    @PostConstruct
    void logWhatIsDropped() {
        Hooks.resetOnErrorDropped();
        Hooks.onErrorDropped(
                failure -> {
                    if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
                        log.debug("A client hung up: {}", failure.toString());
                    } else {
                        log.error("An error came too late", new LoggedFailure(failure));
                    }
                });
    }

    @Bean
    NettyServerCustomizer unreadableRequests(JsonMapper json) {
        return server ->
                server.doOnChannelInit(
                        (_, channel, _) ->
                                channel.pipeline()
                                        .addBefore(
                                                NettyPipeline.HttpTrafficHandler,
                                                "unreadableRequests",
                                                new UnreadableRequests(json)));
    }
}
