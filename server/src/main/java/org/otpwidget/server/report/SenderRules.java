package org.otpwidget.server.report;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Way;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.report.ShownSender.Code;
import org.otpwidget.server.report.ShownSender.Finding;
import org.otpwidget.server.report.ShownSender.Place;
import org.otpwidget.server.report.ShownSender.Shape;
import org.otpwidget.server.report.ShownSender.Source;
import org.otpwidget.server.template.Gsm7;
import org.otpwidget.server.template.Segments;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What there is to say of senders. Letters in the place of a number are at most eleven of GSM-7
 * (3GPP TS 23.040, 9.1.2.5); carriers in the US and Canada deliver none.
 */
final class SenderRules {

    private static final int MOST_LETTERS = 11;
    private static final List<String> WITHOUT_LETTERS = List.of("US", "CA");
    private static final String INDIA = "IN";

    private SenderRules() {}

    /** What a sender is good for by itself. */
    static Stream<Finding> of(Channel channel, String sender, Shape type) {
        if (channel != Channel.SMS || type != Shape.ALPHANUMERIC) {
            return Stream.of();
        }
        if (!Gsm7.covers(sender)) {
            return Stream.of(new Finding(Code.NOT_GSM7, null));
        }
        return Segments.of(sender).units() > MOST_LETTERS
                ? Stream.of(new Finding(Code.TOO_LONG, null))
                : Stream.of();
    }

    /** What there is to say of a sender where it is used. */
    static Stream<Finding> of(SenderUse use) {
        return Stream.of(
                        northAmerica(use),
                        dlt(use),
                        caller(use),
                        notPassedOn(use),
                        templateIgnored(use),
                        missing(use))
                .filter(Objects::nonNull)
                .map(Finding.class::cast);
    }

    private static @Nullable Finding northAmerica(SenderUse use) {
        boolean letters = use.channel() == Channel.SMS && use.type() == Shape.ALPHANUMERIC;
        return letters && use.way().origin().beside().isEmpty()
                ? WITHOUT_LETTERS.stream()
                        .flatMap(country -> leading(use, country))
                        .findFirst()
                        .map(source -> new Finding(Code.NORTH_AMERICA, source))
                        .orElse(null)
                : null;
    }

    private static @Nullable Finding dlt(SenderUse use) {
        Origin.Registration registration = use.way().origin().registration();
        Template template = use.template();
        if (use.channel() != Channel.SMS || registration == null) {
            return null;
        }
        boolean goes = isRegistered(template) || leading(use, INDIA).findAny().isPresent();
        boolean whole =
                SenderDetails.registrations(template, registration)
                        .allMatch(SenderDetails.Ids::isComplete);
        return goes && !whole
                ? new Finding(
                        Code.DLT_MISSING,
                        template == null ? SenderUse.by(use.way()) : SenderUse.of(template))
                : null;
    }

    private static boolean isRegistered(@Nullable Template template) {
        return template != null
                && (template.settings().dltEntityId() != null
                        || template.settings().variants().values().stream()
                                .anyMatch(variant -> variant.dltTemplateId() != null));
    }

    /** What says that such messages go to a country. */
    private static Stream<Source> leading(SenderUse use, String country) {
        Way way = use.way();
        if (way.isMeantFor(country)) {
            return Stream.of(SenderUse.by(way));
        }
        boolean others = use.ways().stream().anyMatch(other -> other.isMeantFor(country));
        return way.countries().isEmpty() && !others && names(use.widget(), country)
                ? Stream.of(SenderUse.of(use.widget()))
                : Stream.of();
    }

    /** Whether a widget names a country and may send an SMS there. */
    private static boolean names(Widget widget, String country) {
        WidgetSettings settings = widget.settings();
        boolean named =
                country.equals(settings.defaultCountry())
                        || settings.countryChannels().containsKey(country);
        boolean again =
                settings.resendChannels().contains(Channel.SMS)
                        || (settings.autoRetry() != null
                                && settings.autoRetry().channels().contains(Channel.SMS));
        return named && (again || settings.firstChannel(true, country) == Channel.SMS);
    }

    private static @Nullable Finding caller(SenderUse use) {
        boolean widgets = use.setBy().kind() == Place.WIDGET;
        List<Way> vendors =
                use.ways().stream()
                        .filter(way -> way.provider() != null && way.origin().passesOn())
                        .toList();
        boolean known =
                vendors.stream()
                        .anyMatch(
                                way -> digits(way.origin().sender()).equals(digits(use.sender())));
        return widgets && !vendors.isEmpty() && !known
                ? new Finding(Code.CALLER_UNKNOWN, null)
                : null;
    }

    private static String digits(String number) {
        return number.replaceAll("[^0-9]", "");
    }

    private static @Nullable Finding notPassedOn(SenderUse use) {
        return use.isNamed() && !use.way().origin().passesOn()
                ? new Finding(Code.NOT_PASSED_ON, use.namedBy())
                : null;
    }

    private static @Nullable Finding templateIgnored(SenderUse use) {
        Template template = use.template();
        Origin.Approval approval = use.way().origin().approval();
        boolean ignored =
                use.channel() == Channel.WHATSAPP
                        && use.way().provider() != null
                        && template != null
                        && template.settings().whatsappName() != null
                        && (approval == null || !SenderDetails.names(template, approval));
        return ignored && template != null
                ? new Finding(Code.TEMPLATE_IGNORED, SenderUse.of(template))
                : null;
    }

    private static @Nullable Finding missing(SenderUse use) {
        Origin origin = use.way().origin();
        return !origin.vendorChooses() && origin.sender().isEmpty() && !use.isNamed()
                ? new Finding(Code.SENDER_MISSING, null)
                : null;
    }
}
