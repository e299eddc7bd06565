package org.otpwidget.server.delivery.generic;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.VendorCall;
import org.otpwidget.server.template.Dlt;
import org.otpwidget.server.widget.Channel;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The call of a vendor's API, with placeholders such as {@code ##TO##} in it. */
final class CallTemplate {

    /** Every placeholder that there is. */
    static final Set<String> NAMES =
            Set.of(
                    "SENDER",
                    "DLT_ENTITY",
                    "DLT_TEMPLATE",
                    "TO",
                    "PLUS_TO",
                    "TEXT",
                    "SUBJECT",
                    "HTML",
                    "OTP",
                    "NAME",
                    "LANG",
                    "CHANNEL",
                    "CALLER",
                    "REFERENCE",
                    "RECEIPT_URL",
                    "TTL",
                    "SECRET");

    static final Pattern PLACEHOLDER = Pattern.compile("##([A-Z_]+)##");

    private final ProviderSettings settings;
    private final Clock clock;
    private final String contentType;

    CallTemplate(ProviderSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.contentType = settings.text("contentType");
    }

    /** Whom messages come from: what has no placeholder in the call is the vendor's affair. */
    static Origin origin(ProviderSettings settings) {
        var names = names(settings);
        boolean isCall = settings.channel() == Channel.VOICE;
        boolean passesOn = names.contains(isCall ? "CALLER" : "SENDER");
        if (settings.channel() == Channel.WHATSAPP || !passesOn) {
            return registered(Origin.of(""), names);
        }
        String own = isCall ? settings.text("callerId") : "";
        return registered(Origin.of(own).needed().passingOn(), names);
    }

    private static Origin registered(Origin origin, Set<String> names) {
        return origin.registered(
                names.contains("DLT_ENTITY") ? "" : null,
                names.contains("DLT_TEMPLATE") ? "" : null);
    }

    /** The placeholders that reach the vendor. */
    private static Set<String> names(ProviderSettings settings) {
        String body = settings.text("method").equals("GET") ? "" : settings.text("body");
        return PLACEHOLDER
                .matcher(settings.text("url") + settings.text("headers") + body)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The call for a message. */
    VendorCall call(Message message) {
        Map<String, String> values = values(message);
        String uri = fill(settings.text("url"), values, Escaping.FORM);
        String method = settings.text("method");
        VendorCall call =
                method.equals("GET")
                        ? VendorCall.get(uri)
                        : VendorCall.of(method, uri, contentType, body(values));
        for (String line : settings.text("headers").lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                call =
                        call.with(
                                line.substring(0, colon).strip(),
                                fill(line.substring(colon + 1).strip(), values, Escaping.HEADER));
            }
        }
        return settings.hasSecret("authorization")
                ? call.with("Authorization", settings.secret("authorization").reveal())
                : call;
    }

    private String body(Map<String, String> values) {
        return fill(settings.text("body"), values, Escaping.of(contentType));
    }

    /** Fills every placeholder once: what a value brings along is text. */
    static String fill(String template, Map<String, String> values, Escaping escaping) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(
                        found -> {
                            String value = values.get(found.group(1));
                            return Matcher.quoteReplacement(
                                    value == null ? found.group() : escaping.escape(value));
                        });
    }

    private Map<String, String> values(Message message) {
        var content = message.content();
        boolean mobile = settings.channel().isMobile();
        var values = new HashMap<String, String>();
        values.put("TO", message.recipient());
        values.put("PLUS_TO", mobile ? "+" + message.recipient() : message.recipient());
        values.put("TEXT", content.text());
        values.put("SUBJECT", Objects.requireNonNullElse(content.subject(), ""));
        values.put("HTML", Objects.requireNonNullElse(content.html(), ""));
        values.put("OTP", message.code().reveal());
        values.put("NAME", message.widgetName());
        values.put("LANG", content.lang());
        values.put("CHANNEL", settings.channel().word());
        values.put(
                "CALLER",
                Objects.requireNonNullElse(message.callerId(), settings.text("callerId")));
        values.put("REFERENCE", message.reference());
        values.put("RECEIPT_URL", settings.receiptUrl().toString());
        values.put("TTL", Integer.toString(message.secondsLeft(clock.instant())));
        values.put("SENDER", Objects.requireNonNullElse(content.sender(), ""));
        Dlt dlt = content.dlt();
        values.put("DLT_ENTITY", dlt == null ? "" : Objects.requireNonNullElse(dlt.entityId(), ""));
        values.put("DLT_TEMPLATE", dlt == null ? "" : dlt.templateId());
        values.put("SECRET", settings.secret("secret").reveal());
        return values;
    }
}
