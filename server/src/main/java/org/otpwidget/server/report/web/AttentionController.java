package org.otpwidget.server.report.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.report.Attention;
import org.otpwidget.server.report.Matter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code /v1/attention}: what an operator should look at. */
@RestController
class AttentionController {

    private final Attention attention;

    AttentionController(Attention attention) {
        this.attention = attention;
    }

    /** All of it. */
    record Matters(List<Matter> items) {}

    @GetMapping("/v1/attention")
    Mono<Matters> list(Administrator admin) {
        return attention.of(admin.accountId()).map(Matters::new);
    }
}
