package org.otpwidget.server.widget;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.identifier.Countries;
import org.otpwidget.server.widget.WidgetSettings.ContactPoint;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.otpwidget.server.widget.WidgetSettings.WidgetType;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What clients may know of a widget, in the names, types and numbers that existing ones expect
 * (contract section 1, WidgetData). Flags are the numbers 0 and 1; codes are strings; nothing
 * secret is in it.
 *
 * @param retryTime seconds before a resend
 * @param retryCount resends per request
 * @param expiryTime minutes that a code lives
 * @param globalDefaultChannel code of the first channel
 * @param countriesDefaultChannel code of the first channel by ISO 3166 country, where it differs
 * @param theme the look, unless it is the widget's own
 */
public record WidgetData(
        String widgetId,
        @JsonProperty("widget_id") String sameWidgetId,
        long widgetPrimaryId,
        long companyId,
        String name,
        Coded status,
        Coded widgetType,
        Coded processType,
        String verificationType,
        int otpLength,
        int retryTime,
        int retryCount,
        int expiryTime,
        int invisible,
        int captchaValidations,
        @JsonProperty("iFrame") int iframe,
        int mobileIntegration,
        int globalDefaultChannel,
        Map<String, Integer> countriesDefaultChannel,
        @Nullable Country defaultCountry,
        WidgetMeta widgetMeta,
        @Nullable OneTapVerification oneTapVerification,
        @JsonInclude(Include.NON_NULL) Theme.@Nullable Css theme,
        List<WidgetProcess> processes,
        Instant createdAt,
        Instant lastUpdatedAt) {

    /** A number as a string, and its name for people. */
    public record Coded(String value, String name) {}

    /**
     * The country that a picker starts with, in the form of the picker that the original uses.
     *
     * @param iso2 in lower case
     * @param dialCode digits without {@code +}
     */
    public record Country(
            String iso2,
            String name,
            String dialCode,
            int priority,
            @Nullable List<String> areaCodes) {}

    /**
     * What else a page needs.
     *
     * @param captchaType the captcha that a page shows; empty: none
     * @param captchaSiteKey public key of the page with the captcha's vendor
     * @param captchaAction what the page does, for vendors that want to know
     */
    public record WidgetMeta(
            @JsonProperty("captcha_type") String captchaType,
            @JsonProperty("captcha_site_key") @JsonInclude(Include.NON_NULL)
                    @Nullable String captchaSiteKey,
            @JsonProperty("captcha_action") @JsonInclude(Include.NON_NULL)
                    @Nullable String captchaAction) {

        static WidgetMeta of(WidgetSettings settings) {
            if (!settings.captcha()) {
                return new WidgetMeta("", null, null);
            }
            var provider = settings.captchaProvider();
            return provider == null
                    ? new WidgetMeta(CaptchaProvider.Kind.BUILTIN.word(), null, null)
                    : new WidgetMeta(provider.kind().word(), provider.siteKey(), provider.action());
        }
    }

    /** Whether apps may wait for a verification that needs no code. */
    public record OneTapVerification(@JsonProperty("isEnabled") boolean isEnabled) {}

    /** What clients may know of a widget. */
    public static WidgetData of(Widget widget) {
        var settings = widget.settings();
        return new WidgetData(
                widget.id(),
                widget.id(),
                widget.number(),
                widget.accountId(),
                settings.name(),
                settings.enabled() ? new Coded("1", "Enabled") : new Coded("0", "Disabled"),
                settings.widgetType() == WidgetType.DEFAULT
                        ? new Coded("1", "Default")
                        : new Coded("2", "Custom"),
                processType(settings.contactPoint()),
                settings.verificationType() == VerificationType.OTP ? "1" : "2",
                settings.otpLength(),
                settings.resendTime(),
                settings.resendCount(),
                settings.expiryTime(),
                number(settings.invisible()),
                number(settings.captcha()),
                number(settings.iframe()),
                number(settings.platforms().servesMobile()),
                settings.primaryChannel().code(),
                countries(settings),
                country(settings.defaultCountry()),
                WidgetMeta.of(settings),
                null,
                settings.theme() == null ? null : settings.theme().css(),
                WidgetProcess.of(widget),
                widget.createdAt(),
                widget.updatedAt());
    }

    static String code(Channel channel) {
        return Integer.toString(channel.code());
    }

    private static Coded processType(ContactPoint contactPoint) {
        return switch (contactPoint) {
            case BOTH -> new Coded("1", "BOTH");
            case MOBILE -> new Coded("2", "MOBILE");
            case EMAIL -> new Coded("3", "EMAIL");
        };
    }

    private static Map<String, Integer> countries(WidgetSettings settings) {
        var codes = new TreeMap<String, Integer>();
        settings.countryChannels()
                .forEach((country, channel) -> codes.put(country, channel.code()));
        return codes;
    }

    private static @Nullable Country country(@Nullable String iso2) {
        if (iso2 == null) {
            return null;
        }
        String lower = iso2.toLowerCase(Locale.ROOT);
        return Countries.dialCode(iso2)
                .map(code -> new Country(lower, Countries.name(iso2), code, 0, null))
                .orElse(null);
    }

    private static int number(boolean flag) {
        return flag ? 1 : 0;
    }
}
