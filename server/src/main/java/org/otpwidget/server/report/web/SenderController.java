package org.otpwidget.server.report.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.report.Senders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

/** {@code /v1/senders}: whom visitors see as the sender, and where that is set. */
@RestController
class SenderController {

    private final Senders senders;

    SenderController(Senders senders) {
        this.senders = senders;
    }

    @GetMapping("/v1/senders")
    Mono<Senders.All> list(Administrator admin) {
        return senders.of(admin.accountId());
    }
}
