package org.otpwidget.server.delivery.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderKinds;
import org.otpwidget.server.widget.Channel;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** {@code /v1/provider-kinds}: the vendors that there are, and the forms to fill in for them. */
@RestController
@RequestMapping("/v1/provider-kinds")
class ProviderKindController {

    private final ProviderKinds kinds;

    ProviderKindController(ProviderKinds kinds) {
        this.kinds = kinds;
    }

    @GetMapping
    KindList list(Administrator admin) {
        return new KindList(kinds.all().stream().map(KindView::of).toList());
    }

    /** All of them; there is no second page. */
    record KindList(List<KindView> items) {}

    /**
     * A kind as a form shows it.
     *
     * @param webhook whether receipts come to the provider's {@code receiptUrl}
     */
    record KindView(
            String name,
            String label,
            List<Channel> channels,
            boolean webhook,
            List<ProviderField> fields) {

        static KindView of(ProviderKind kind) {
            return new KindView(
                    kind.name(),
                    kind.label(),
                    kind.channels().stream().sorted().toList(),
                    kind.hasWebhook(),
                    kind.fields());
        }
    }
}
