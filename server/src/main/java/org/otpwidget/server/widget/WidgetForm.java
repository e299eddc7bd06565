package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.MergePatch;
import org.otpwidget.server.widget.WidgetSettings.ContactPoint;
import org.otpwidget.server.widget.WidgetSettings.Platforms;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.otpwidget.server.widget.WidgetSettings.WidgetType;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Objects;

/**
 * Reads the settings of a widget: fills in the defaults of contract section 4 and checks first each
 * field, then the whole. Nothing else makes {@link WidgetSettings} out of what someone sent.
 */
public final class WidgetForm {

    private WidgetForm() {}

    /**
     * The settings in a body; what is absent or null gets its default.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static WidgetSettings read(ObjectNode body) {
        var form = Form.of(body);
        var contactPoint = contactPoint(form);
        var settings = settings(form, contactPoint);
        form.check();
        WidgetRules.check(settings, form);
        form.check();
        return settings;
    }

    /**
     * Settings changed by a merge patch; null gives a setting its default back.
     *
     * @param current the settings
     * @param json writes them as {@code /v1} shows them
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static WidgetSettings change(WidgetSettings current, ObjectNode patch, JsonMapper json) {
        return replace(current, MergePatch.apply(json.valueToTree(current), patch));
    }

    /**
     * Settings in the place of others. Secrets, which nobody is shown, stay as they were if the
     * body has none.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static WidgetSettings replace(WidgetSettings current, ObjectNode body) {
        ObjectNode whole = body.deepCopy();
        keepSecrets(current, whole);
        return read(whole);
    }

    /** Puts those secrets of settings into a body that it has a place for and lacks. */
    public static void keepSecrets(WidgetSettings current, ObjectNode whole) {
        CaptchaForm.keepSecret(current.captchaProvider(), whole);
        var demo = current.demoCredentials();
        ObjectNode part = lacks(whole, "demoCredentials", "otp");
        if (demo != null && part != null) {
            part.put("otp", demo.otp());
        }
    }

    /** The part of a body if it has no such field. */
    static @Nullable ObjectNode lacks(ObjectNode body, String part, String field) {
        return body.get(part) instanceof ObjectNode node && !node.hasNonNull(field) ? node : null;
    }

    private static WidgetSettings settings(Form form, ContactPoint contactPoint) {
        var primary = primaryChannel(form, contactPoint);
        return new WidgetSettings(
                form.requiredText("name", 100),
                form.flag("enabled", true),
                or(form.word("verificationType", VerificationType.class), VerificationType.OTP),
                form.text("redirectUrl", 2000),
                form.flag("matchCode", true),
                contactPoint,
                or(form.word("widgetType", WidgetType.class), WidgetType.DEFAULT),
                primary,
                resendChannels(form, contactPoint, primary),
                form.number("otpLength", 4, 9, 6),
                form.number("resendCount", 0, 100, 3),
                form.number("resendTime", 0, 86_400, 30),
                form.number("expiryTime", 1, 1440, 10),
                form.number("attemptLimit", 1, 20, 3),
                form.flag("newCodeOnResend", false),
                WidgetParts.countryChannels(form),
                WidgetParts.country(form, "defaultCountry"),
                form.flag("invisible", false),
                or(form.word("platforms", Platforms.class), Platforms.WEB),
                form.flag("captcha", true),
                CaptchaForm.read(form),
                form.flag("iframe", false),
                WidgetParts.templates(form),
                form.flag("originLine", true),
                WidgetParts.appHash(form, "androidAppHash"),
                WidgetParts.mobile(form, "callerId"),
                WidgetParts.demoCredentials(form),
                WidgetParts.autoRetry(form),
                ThemeForm.read(form));
    }

    private static ContactPoint contactPoint(Form form) {
        if (!form.has("contactPoint")) {
            form.refuse("contactPoint", "This is required: mobile, email or both.");
        }
        return or(form.word("contactPoint", ContactPoint.class), ContactPoint.BOTH);
    }

    private static Channel primaryChannel(Form form, ContactPoint contactPoint) {
        var fallback = contactPoint.acceptsMobile() ? Channel.SMS : Channel.EMAIL;
        return or(form.word("primaryChannel", Channel.class), fallback);
    }

    /** By default a resend takes the way that the first message took. */
    private static List<Channel> resendChannels(
            Form form, ContactPoint contactPoint, Channel primary) {
        var chosen = form.words("resendChannels", Channel.class);
        if (chosen != null) {
            return List.copyOf(chosen);
        }
        return contactPoint == ContactPoint.BOTH && primary != Channel.EMAIL
                ? List.of(primary, Channel.EMAIL)
                : List.of(primary);
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return Objects.requireNonNullElse(value, fallback);
    }
}
