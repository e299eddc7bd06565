package org.otpwidget.server.widget;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.WidgetData.Coded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One way that a message of a widget may take (contract section 1). Clients make their resend
 * buttons from the steps of kind {@code 5} only.
 *
 * @param processId opaque
 * @param processVia {@code 2} first message to a mobile number, {@code 3} first message to an
 *     e-mail address, {@code 5} resend
 * @param templateId the widget's own template; null: the default one
 * @param countryCode ISO 3166 countries that the step is for; empty: all others
 * @param useDefault whether the default template is used
 */
public record WidgetProcess(
        String processId,
        Coded processVia,
        Coded channel,
        @Nullable String templateId,
        List<String> countryCode,
        @JsonProperty("use_default") boolean useDefault) {

    private static final Coded MOBILE = new Coded("2", "MOBILE");
    private static final Coded EMAIL = new Coded("3", "EMAIL");
    private static final Coded RETRY = new Coded("5", "RETRY");

    /** All steps of a widget: first messages, then resends in the order of the settings. */
    static List<WidgetProcess> of(Widget widget) {
        var settings = widget.settings();
        var steps = new ArrayList<WidgetProcess>();
        if (settings.contactPoint().acceptsMobile()) {
            steps.add(step(widget, MOBILE, settings.primaryChannel(), List.of()));
            for (var channel : Channel.values()) {
                var countries = countries(settings, channel);
                if (!countries.isEmpty()) {
                    steps.add(step(widget, MOBILE, channel, countries));
                }
            }
        }
        if (settings.contactPoint().acceptsEmail()) {
            steps.add(step(widget, EMAIL, Channel.EMAIL, List.of()));
        }
        settings.resendChannels()
                .forEach(channel -> steps.add(step(widget, RETRY, channel, List.of())));
        return List.copyOf(steps);
    }

    private static List<String> countries(WidgetSettings settings, Channel channel) {
        return settings.countryChannels().entrySet().stream()
                .filter(entry -> entry.getValue() == channel)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static WidgetProcess step(
            Widget widget, Coded via, Channel channel, List<String> countries) {
        var template = widget.settings().templates().get(channel);
        String code = WidgetData.code(channel);
        String id = widget.number() + "-" + via.value() + "-" + code;
        return new WidgetProcess(
                countries.isEmpty() ? id : id + "-" + String.join("-", countries),
                via,
                new Coded(code, channel.name()),
                template == null ? null : template.templateId(),
                countries,
                template == null);
    }
}
