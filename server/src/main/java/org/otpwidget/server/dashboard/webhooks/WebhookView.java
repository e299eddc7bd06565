package org.otpwidget.server.dashboard.webhooks;

import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.webhook.Webhook;

import java.net.URI;

/**
 * A webhook as an operator may see it.
 *
 * @param address whole for who may change it; else without path and query, which may hold secrets
 */
record WebhookView(Webhook webhook, String address) {

    static WebhookView of(Webhook webhook, Visit visit) {
        return new WebhookView(
                webhook,
                visit.may(Permission.CHANGE_PROVIDERS) ? webhook.url() : server(webhook.url()));
    }

    private static String server(String url) {
        URI address = URI.create(url);
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    /** Leaves the address out. */
    @Override
    public String toString() {
        return "WebhookView[" + webhook.id() + "]";
    }
}
