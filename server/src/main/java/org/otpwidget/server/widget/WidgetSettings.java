package org.otpwidget.server.widget;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Every setting of a widget (contract section 4). An instance is complete and valid: {@link
 * WidgetForm} fills in the defaults and checks the combination.
 *
 * @param name shown to operators, and in messages as the sender's name
 * @param enabled a disabled widget answers every call with an error
 * @param verificationType code or link
 * @param redirectUrl where a confirmed magic link leads; required for magic links
 * @param contactPoint which identifiers are accepted
 * @param widgetType default: the server picks the resend channel; custom: the page does
 * @param primaryChannel first channel for mobile numbers
 * @param resendChannels channels that a visitor may ask for on resend
 * @param otpLength digits, 4 to 9
 * @param resendCount resends per request
 * @param resendTime seconds between messages
 * @param expiryTime minutes that a code lives, 1 to 1440
 * @param attemptLimit wrong codes per request
 * @param newCodeOnResend whether a resend makes a new code and voids the old one
 * @param countryChannels primary channel by ISO 3166 country, over {@code primaryChannel}
 * @param defaultCountry ISO 3166 country that the picker starts with
 * @param invisible whether mobile apps may verify without a code
 * @param platforms who may call: web, mobile, both
 * @param captcha captcha validation
 * @param iframe whether the widget may run inside an iframe
 * @param templates template per channel; none: the default template
 * @param callerId number that voice calls come from; null: the installation's own
 * @param demoCredentials fixed identity that verifies without a message
 */
public record WidgetSettings(
        String name,
        boolean enabled,
        VerificationType verificationType,
        @Nullable String redirectUrl,
        ContactPoint contactPoint,
        WidgetType widgetType,
        Channel primaryChannel,
        List<Channel> resendChannels,
        int otpLength,
        int resendCount,
        int resendTime,
        int expiryTime,
        int attemptLimit,
        boolean newCodeOnResend,
        Map<String, Channel> countryChannels,
        @Nullable String defaultCountry,
        boolean invisible,
        Platforms platforms,
        boolean captcha,
        boolean iframe,
        Map<Channel, TemplateUse> templates,
        @Nullable String callerId,
        @Nullable DemoCredentials demoCredentials) {

    /** What a visitor gets: a code to type or a link to open. */
    public enum VerificationType {
        @JsonProperty("otp")
        OTP,
        @JsonProperty("magicLink")
        MAGIC_LINK
    }

    /** Which identifiers a widget accepts. */
    public enum ContactPoint {
        @JsonProperty("mobile")
        MOBILE,
        @JsonProperty("email")
        EMAIL,
        @JsonProperty("both")
        BOTH
    }

    /** Who picks the channel of a resend: the server (default) or the page (custom). */
    public enum WidgetType {
        @JsonProperty("default")
        DEFAULT,
        @JsonProperty("custom")
        CUSTOM
    }

    /**
     * Who may call with a token; Mobile Integration of the contract, and a third value that serves
     * all.
     */
    public enum Platforms {
        @JsonProperty("web")
        WEB,
        @JsonProperty("mobile")
        MOBILE,
        @JsonProperty("both")
        BOTH
    }

    /** A template chosen for a channel, and which request key fills each of its variables. */
    public record TemplateUse(String templateId, Map<String, String> variables) {}

    /** A fixed identity: nothing is sent to it, and its fixed code verifies. */
    public record DemoCredentials(
            String name, @Nullable String mobile, @Nullable String email, String otp) {}

    /** The channel of a request's first message. */
    public Channel firstChannel(boolean mobile, @Nullable String country) {
        if (!mobile) {
            return Channel.EMAIL;
        }
        return country == null
                ? primaryChannel
                : countryChannels.getOrDefault(country, primaryChannel);
    }
}
