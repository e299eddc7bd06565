package org.otpwidget.server.delivery.smpp;

import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** A carrier or an aggregator that speaks SMPP 3.4. */
@Component
final class SmppKind implements ProviderKind {

    @Override
    public String name() {
        return "smpp";
    }

    @Override
    public String label() {
        return "SMPP 3.4";
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.SMS);
    }

    @Override
    public List<ProviderField> fields() {
        return SmppFields.ALL;
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        SmppFields.check(settings, refuse);
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return new SmppLink(SmppSettings.of(settings), tools);
    }
}
