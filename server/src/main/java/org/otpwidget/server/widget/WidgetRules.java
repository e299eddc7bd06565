package org.otpwidget.server.widget;

import org.otpwidget.server.form.Form;
import org.otpwidget.server.widget.WidgetSettings.DemoCredentials;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Which settings go together (contract section 4). */
final class WidgetRules {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private WidgetRules() {}

    static void check(WidgetSettings settings, Form form) {
        channels(settings, form);
        country(settings, form);
        if (settings.redirectUrl() != null && !isRedirect(settings.redirectUrl())) {
            form.refuse(
                    "redirectUrl",
                    "Send an https:// address without #; http:// is for localhost only.");
        }
        if (settings.verificationType() == VerificationType.MAGIC_LINK) {
            magicLink(settings, form);
        }
        if (settings.invisible()) {
            invisible(settings, form);
        }
        if (settings.androidAppHash() != null && !settings.platforms().servesMobile()) {
            form.refuse(
                    "androidAppHash",
                    "Set platforms to mobile or both, or leave this out: only an app can use it.");
        }
        if (settings.demoCredentials() != null) {
            demo(settings, settings.demoCredentials(), form);
        }
    }

    private static void channels(WidgetSettings settings, Form form) {
        var contactPoint = settings.contactPoint();
        if (settings.primaryChannel().isMobile() != contactPoint.acceptsMobile()) {
            form.refuse(
                    "primaryChannel",
                    contactPoint.acceptsMobile()
                            ? "Choose sms, whatsapp or voice: this is the first channel for mobile"
                                    + " numbers. E-mail addresses always get e-mail."
                            : "Choose email, or let contactPoint accept mobile numbers.");
        }
        for (var channel : settings.resendChannels()) {
            if (!contactPoint.fits(channel)) {
                form.refuse(
                        "resendChannels",
                        "Take "
                                + channel.word()
                                + " out, or change contactPoint: it reaches nobody who is"
                                + " accepted.");
            }
        }
        if (settings.autoRetry() != null
                && !(contactPoint.acceptsMobile()
                        && settings.autoRetry().channels().stream().allMatch(Channel::isMobile))) {
            form.refuse(
                    "autoRetry.channels",
                    "Choose sms, whatsapp or voice: automatic resends go to mobile numbers.");
        }
        for (var channel : settings.templates().keySet()) {
            if (!contactPoint.fits(channel)) {
                form.refuse(
                        "templates." + channel.word(),
                        "Leave this out, or change contactPoint: nothing is sent this way.");
            }
        }
    }

    private static void country(WidgetSettings settings, Form form) {
        if (!settings.contactPoint().acceptsMobile()) {
            if (!settings.countryChannels().isEmpty()) {
                form.refuse("countryChannels", "Leave this out: only e-mail is accepted.");
            }
            if (settings.defaultCountry() != null) {
                form.refuse("defaultCountry", "Leave this out: only e-mail is accepted.");
            }
        }
        settings.countryChannels()
                .forEach(
                        (country, channel) -> {
                            if (!channel.isMobile()) {
                                form.refuse(
                                        "countryChannels." + country,
                                        "Choose sms, whatsapp or voice: countries go with mobile"
                                                + " numbers.");
                            }
                        });
    }

    private static void magicLink(WidgetSettings settings, Form form) {
        if (settings.redirectUrl() == null) {
            form.refuse(
                    "redirectUrl",
                    "This is required for a magic link: the https:// address that it leads to.");
        }
        var channels = settings.channels();
        if (channels.contains(Channel.VOICE)) {
            form.refuse(
                    "verificationType",
                    "Take voice out of primaryChannel, resendChannels and countryChannels, or"
                            + " choose otp: a call cannot carry a link.");
        }
        for (var channel : channels) {
            if (channel != Channel.VOICE && !settings.templates().containsKey(channel)) {
                form.refuse(
                        "templates." + channel.word(),
                        "Choose a template of your own for a magic link: the default template"
                                + " carries a code.");
            }
        }
        if (settings.demoCredentials() != null) {
            form.refuse("demoCredentials", "Leave this out: a magic link has no code to fix.");
        }
    }

    private static void invisible(WidgetSettings settings, Form form) {
        if (!settings.platforms().servesMobile()) {
            form.refuse(
                    "invisible",
                    "Set platforms to mobile or both: only mobile apps can verify without a"
                            + " code.");
        }
        if (!settings.contactPoint().acceptsMobile()) {
            form.refuse("invisible", "Let contactPoint accept mobile numbers.");
        }
        if (settings.verificationType() == VerificationType.MAGIC_LINK) {
            form.refuse("invisible", "Turn this off: it does not go with a magic link.");
        }
    }

    private static void demo(WidgetSettings settings, DemoCredentials demo, Form form) {
        var contactPoint = settings.contactPoint();
        if (demo.mobile() == null && demo.email() == null) {
            form.refuse("demoCredentials", "Give a mobile number, an e-mail address or both.");
        }
        if (demo.mobile() != null && !contactPoint.acceptsMobile()) {
            form.refuse("demoCredentials.mobile", "Leave this out: only e-mail is accepted.");
        }
        if (demo.email() != null && !contactPoint.acceptsEmail()) {
            form.refuse("demoCredentials.email", "Leave this out: only mobile is accepted.");
        }
        int length = settings.otpLength();
        if (!demo.otp().matches("[1-9][0-9]{" + (length - 1) + "}")) {
            form.refuse(
                    "demoCredentials.otp",
                    "Send " + length + " digits, as otpLength says, that do not begin with 0.");
        }
    }

    private static boolean isRedirect(String text) {
        try {
            var address = new URI(text);
            String host = address.getHost();
            boolean secure =
                    "https".equalsIgnoreCase(address.getScheme())
                            || ("http".equalsIgnoreCase(address.getScheme())
                                    && THIS_MACHINE.contains(host));
            return host != null
                    && secure
                    && address.getUserInfo() == null
                    && address.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
