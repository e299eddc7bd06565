package org.otpwidget.server.webhook;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Outside;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.MergePatch;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be set of a webhook. */
public record WebhookForm(String name, String url, Set<EventType> events, boolean enabled) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URL = 1000;

    /**
     * Reads a body; without events it is all of them.
     *
     * @param outside says which addresses may be called
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static WebhookForm read(ObjectNode body, Outside outside) {
        var form = Form.of(body);
        var events = form.words("events", EventType.class);
        if (events != null && events.isEmpty()) {
            form.refuse("events", "Name one at least, or leave this out for all of them.");
        }
        var read =
                new WebhookForm(
                        form.requiredText("name", LONGEST_NAME),
                        form.requiredText("url", LONGEST_URL),
                        events == null ? EnumSet.allOf(EventType.class) : events,
                        form.flag("enabled", true));
        if (!read.url.isEmpty()) {
            checkUrl(read.url, outside, form);
        }
        form.check();
        return read;
    }

    /** What is set now. */
    static WebhookForm of(Webhook webhook) {
        return new WebhookForm(webhook.name(), webhook.url(), webhook.events(), webhook.enabled());
    }

    /**
     * The same, changed by a merge patch.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    WebhookForm changed(ObjectNode patch, Outside outside) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("name", name);
        json.put("url", url);
        json.put("enabled", enabled);
        var words = json.putArray("events");
        events.forEach(type -> words.add(type.word()));
        return read(MergePatch.apply(json, patch), outside);
    }

    private static void checkUrl(String url, Outside outside, Form form) {
        URI address = parse(url);
        if (address == null
                || address.getUserInfo() != null
                || address.getRawFragment() != null
                || !isScheme(address, outside)) {
            form.refuse("url", "Send an address such as https://shop.example/otp-events.");
        } else if (!outside.allowsHost(address)) {
            form.refuse("url", "This address is not public: name a host that anybody can reach.");
        }
    }

    private static boolean isScheme(URI address, Outside outside) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http")) && outside.allows(scheme + ":");
    }

    private static @Nullable URI parse(String url) {
        try {
            var address = new URI(url);
            return address.getHost() == null || address.getScheme() == null ? null : address;
        } catch (URISyntaxException _) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "WebhookForm[" + name + "]";
    }
}
