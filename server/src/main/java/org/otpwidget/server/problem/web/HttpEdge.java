package org.otpwidget.server.problem.web;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import reactor.netty.NettyPipeline;

import tools.jackson.databind.json.JsonMapper;

/** Puts our own answers where the HTTP server would answer by itself. */
@Configuration(proxyBeanMethods = false)
class HttpEdge {

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
