package org.otpwidget.server.delivery.smpp;

import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import java.util.Set;
import java.util.function.BiConsumer;

/** A carrier or an aggregator that speaks SMPP 3.4. */
@Component
final class SmppKind implements ProviderKind {

    @Override
    public About about() {
        return new About("smpp", "SMPP 3.4", Set.of(Channel.SMS), SmppFields.ALL);
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        SmppFields.check(settings, refuse);
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return Origin.of(settings.text("source")).needed().passingOn().registered("", "");
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return new SmppLink(SmppSettings.of(settings), tools);
    }
}
