package org.otpwidget.server.widget;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.identifier.Identifier;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Every setting of a widget (contract section 4). An instance is complete and valid: {@link
 * WidgetForm} fills in the defaults and checks the combination.
 *
 * @param name shown to operators, and in messages as the sender's name
 * @param enabled a disabled widget answers every call with an error
 * @param verificationType code or link
 * @param redirectUrl where a confirmed magic link leads; required for magic links
 * @param matchCode whether whoever confirms a magic link in another browser has to type the two
 *     digits that the waiting page shows
 * @param contactPoint which identifiers are accepted
 * @param widgetType default: the server picks the resend channel; custom: the page does
 * @param primaryChannel first channel for mobile numbers; e-mail when only e-mail is accepted
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
 * @param captchaProvider the vendor that is asked; null: the built-in proof of work
 * @param iframe whether the widget may run inside an iframe
 * @param templates template per channel; none: the default template
 * @param originLine whether an SMS ends with the line that binds its code to the page's host
 * @param androidAppHash hash of the Android app that may read the code out of an SMS (SMS
 *     Retriever), or null
 * @param callerId number that voice calls come from; null: the provider's own
 * @param demoCredentials fixed identity that verifies without a message
 * @param autoRetry resends that nobody has to ask for; null: none
 * @param theme its look; null: the widget's own
 */
public record WidgetSettings(
        String name,
        boolean enabled,
        VerificationType verificationType,
        @Nullable String redirectUrl,
        boolean matchCode,
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
        @Nullable CaptchaProvider captchaProvider,
        boolean iframe,
        Map<Channel, TemplateUse> templates,
        boolean originLine,
        @Nullable String androidAppHash,
        @Nullable String callerId,
        @Nullable DemoCredentials demoCredentials,
        @Nullable AutoRetry autoRetry,
        @Nullable Theme theme) {

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
        BOTH;

        /** Whether mobile numbers are accepted. */
        public boolean acceptsMobile() {
            return this != EMAIL;
        }

        /** Whether e-mail addresses are accepted. */
        public boolean acceptsEmail() {
            return this != MOBILE;
        }

        /** Whether a channel reaches what is accepted. */
        public boolean fits(Channel channel) {
            return channel.isMobile() ? acceptsMobile() : acceptsEmail();
        }
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
        BOTH;

        /** Whether web pages may call. */
        public boolean servesWeb() {
            return this != MOBILE;
        }

        /** Whether mobile apps may call. */
        public boolean servesMobile() {
            return this != WEB;
        }
    }

    /**
     * A template chosen for a channel.
     *
     * @param variables request key, such as {@code VAR1}, that fills each variable of the template;
     *     a variable that is not named here is filled by the key of its own name
     * @param defaults value of a variable for requests that have none; without one they are refused
     */
    public record TemplateUse(
            String templateId, Map<String, String> variables, Map<String, String> defaults) {

        /** What was stored before there were defaults has none. */
        public TemplateUse {
            defaults = Objects.requireNonNullElse(defaults, Map.of());
        }
    }

    /**
     * A fixed identity: nothing is sent to it, and its fixed code verifies.
     *
     * @param mobile digits with country code, without {@code +}
     * @param email in its canonical spelling
     * @param otp as many digits as the widget's codes have; a secret of its owner, which JSON is
     *     read with and never written with
     * @param expiresAt from then on they are ordinary addresses again; null: never
     */
    public record DemoCredentials(
            String name,
            @Nullable String mobile,
            @Nullable String email,
            @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String otp,
            @Nullable Instant expiresAt) {

        private boolean covers(String identifier, Instant now) {
            return (identifier.equals(mobile) || identifier.equals(email))
                    && (expiresAt == null || now.isBefore(expiresAt));
        }

        /** Leaves the code out. */
        @Override
        public String toString() {
            return "DemoCredentials[" + name + "]";
        }
    }

    /**
     * Resends by themselves to mobile numbers, while the request is neither verified nor any of its
     * messages reported as delivered. They count among the resends.
     *
     * @param afterSeconds since the message before
     * @param channels that follow each other; the one after the request's own comes next
     */
    public record AutoRetry(int afterSeconds, List<Channel> channels) {}

    /** The demo credentials, if they are what a visitor gave; null: an ordinary visitor. */
    public @Nullable DemoCredentials demo(Identifier identifier, Instant now) {
        return demoCredentials != null && demoCredentials.covers(identifier.value(), now)
                ? demoCredentials
                : null;
    }

    /** All channels that messages of this widget may take. */
    public Set<Channel> channels() {
        var channels = EnumSet.of(primaryChannel);
        channels.addAll(countryChannels.values());
        channels.addAll(resendChannels);
        if (autoRetry != null) {
            channels.addAll(autoRetry.channels());
        }
        if (contactPoint.acceptsEmail()) {
            channels.add(Channel.EMAIL);
        }
        return channels;
    }

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
