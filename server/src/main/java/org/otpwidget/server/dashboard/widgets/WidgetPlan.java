package org.otpwidget.server.dashboard.widgets;

import static org.otpwidget.server.dashboard.fields.Field.choice;
import static org.otpwidget.server.dashboard.fields.Field.choices;
import static org.otpwidget.server.dashboard.fields.Field.color;
import static org.otpwidget.server.dashboard.fields.Field.flag;
import static org.otpwidget.server.dashboard.fields.Field.number;
import static org.otpwidget.server.dashboard.fields.Field.offering;
import static org.otpwidget.server.dashboard.fields.Field.pairs;
import static org.otpwidget.server.dashboard.fields.Field.secret;
import static org.otpwidget.server.dashboard.fields.Field.text;
import static org.otpwidget.server.dashboard.fields.Field.time;

import org.otpwidget.server.dashboard.fields.Field.Option;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.dashboard.fields.Plan.Group;
import org.otpwidget.server.widget.CaptchaProvider;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.WidgetSettings.ContactPoint;
import org.otpwidget.server.widget.WidgetSettings.Platforms;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.otpwidget.server.widget.WidgetSettings.WidgetType;

import java.util.List;

/** The forms of a widget. A setting that is added to the API gets its line here. */
final class WidgetPlan {

    /** Everything. */
    static final Plan ALL =
            Plan.of(
                    "widget",
                    Group.of(
                            "general",
                            text("name").mustBeGiven(),
                            flag("enabled"),
                            choice("contactPoint", ContactPoint.class).mustBeGiven(),
                            choice("widgetType", WidgetType.class).mustBeGiven(),
                            choice("verificationType", VerificationType.class).mustBeGiven(),
                            text("redirectUrl"),
                            flag("matchCode")),
                    Group.of(
                            "theme",
                            choice(
                                    "theme.scheme",
                                    List.of(new Option("light", null), new Option("dark", null))),
                            color("theme.accent"),
                            number("theme.radius", 0, 32),
                            offering("theme.font", "system", "serif", "rounded")),
                    Group.of(
                            "channels",
                            choice("primaryChannel", Channel.class).mustBeGiven(),
                            choices("resendChannels", Channel.class),
                            pairs("countryChannels"),
                            text("defaultCountry"),
                            number("autoRetry.afterSeconds", 5, 3600),
                            choices("autoRetry.channels", Channel.class),
                            text("callerId")),
                    Group.of(
                            "code",
                            number("otpLength", 4, 9).mustBeGiven(),
                            number("expiryTime", 1, 1440).mustBeGiven(),
                            number("attemptLimit", 1, 20).mustBeGiven(),
                            number("resendCount", 0, 100).mustBeGiven(),
                            number("resendTime", 0, 86_400).mustBeGiven(),
                            flag("newCodeOnResend")),
                    Group.of(
                            "templates",
                            choice("templates.sms.templateId", List.of()),
                            pairs("templates.sms.variables"),
                            pairs("templates.sms.defaults"),
                            choice("templates.whatsapp.templateId", List.of()),
                            pairs("templates.whatsapp.variables"),
                            pairs("templates.whatsapp.defaults"),
                            choice("templates.voice.templateId", List.of()),
                            pairs("templates.voice.variables"),
                            pairs("templates.voice.defaults"),
                            choice("templates.email.templateId", List.of()),
                            pairs("templates.email.variables"),
                            pairs("templates.email.defaults"),
                            flag("originLine")),
                    Group.of(
                            "access",
                            choice("platforms", Platforms.class).mustBeGiven(),
                            flag("captcha"),
                            flag("iframe"),
                            flag("invisible"),
                            text("androidAppHash")),
                    Group.of(
                            "captcha",
                            choice("captchaProvider.kind", CaptchaProvider.Kind.class)
                                    .mustBeGiven(),
                            text("captchaProvider.siteKey"),
                            secret("captchaProvider.secret"),
                            text("captchaProvider.project"),
                            text("captchaProvider.action"),
                            number("captchaProvider.minimumScore", 0, 1),
                            flag("captchaProvider.failOpen")),
                    Group.of(
                            "demo",
                            text("demoCredentials.name"),
                            text("demoCredentials.mobile"),
                            text("demoCredentials.email"),
                            secret("demoCredentials.otp"),
                            time("demoCredentials.expiresAt")));

    private WidgetPlan() {}
}
