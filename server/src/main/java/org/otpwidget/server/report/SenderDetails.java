package org.otpwidget.server.report;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.report.ShownSender.Detail;
import org.otpwidget.server.report.ShownSender.Place;
import org.otpwidget.server.report.ShownSender.Source;
import org.otpwidget.server.report.ShownSender.What;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.template.TemplateVariant;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What goes along with a sender, as messages are made and sent. */
final class SenderDetails {

    private static final Source EACH_WIDGET = new Source(Place.WIDGET, null, null);

    private SenderDetails() {}

    static Stream<Detail> of(SenderUse use) {
        return switch (use.channel()) {
            case SMS -> Stream.concat(numbers(use), registrations(use));
            case EMAIL -> names(use);
            case WHATSAPP -> approvals(use);
            case VOICE -> Stream.of();
        };
    }

    private static Stream<Detail> numbers(SenderUse use) {
        String number = use.way().origin().beside();
        return number.isEmpty() || number.equals(use.sender())
                ? Stream.of()
                : Stream.of(new Detail(What.NUMBER, number, SenderUse.by(use.way())));
    }

    private static Stream<Detail> names(SenderUse use) {
        Template template = use.template();
        String own = template == null ? null : template.settings().sender();
        if (!use.way().origin().passesOn()) {
            return Stream.of();
        }
        if (template != null && own != null) {
            return Stream.of(new Detail(What.NAME, own, SenderUse.of(template)));
        }
        return use.sender().isEmpty()
                ? Stream.of()
                : Stream.of(new Detail(What.NAME, null, EACH_WIDGET));
    }

    private static Stream<Detail> approvals(SenderUse use) {
        Origin.Approval approval = use.way().origin().approval();
        if (approval == null) {
            return Stream.of();
        }
        Template template = use.template();
        if (template != null && names(template, approval)) {
            return Stream.of(
                    new Detail(
                            What.WHATSAPP_TEMPLATE,
                            template.settings().whatsappName(),
                            SenderUse.of(template)));
        }
        return own(What.WHATSAPP_TEMPLATE, approval.template(), use);
    }

    /** Whether a template names an approved one that the provider can use. */
    static boolean names(Template template, Origin.Approval approval) {
        String name = template.settings().whatsappName();
        return name != null && name.matches(approval.names());
    }

    /** A text without a DLT id of its own takes both of the provider's. */
    private static Stream<Detail> registrations(SenderUse use) {
        Origin.Registration registration = use.way().origin().registration();
        if (registration == null) {
            return Stream.of();
        }
        return registrations(use.template(), registration)
                .flatMap(
                        ids ->
                                Stream.concat(
                                        one(What.DLT_ENTITY, ids.entity(), ids.ownEntity(), use),
                                        one(
                                                What.DLT_TEMPLATE,
                                                ids.template(),
                                                ids.ownTemplate(),
                                                use)));
    }

    /**
     * The DLT ids that a text leaves with.
     *
     * @param entity null: it isn't sent; empty: there is none
     * @param ownEntity whether it is the template's own
     * @param template null: it isn't sent; empty: there is none
     * @param ownTemplate whether it is the template's own
     */
    record Ids(
            @Nullable String entity,
            boolean ownEntity,
            @Nullable String template,
            boolean ownTemplate) {

        boolean isComplete() {
            return !"".equals(entity) && !"".equals(template);
        }
    }

    /** The DLT ids of each of a template's languages. */
    static Stream<Ids> registrations(@Nullable Template template, Origin.Registration provider) {
        Collection<TemplateVariant> variants =
                template == null ? List.of() : template.settings().variants().values();
        return variants.isEmpty()
                ? Stream.of(new Ids(provider.entity(), false, provider.template(), false))
                : variants.stream().map(variant -> ids(template, variant, provider)).distinct();
    }

    private static Ids ids(
            @Nullable Template template, TemplateVariant variant, Origin.Registration provider) {
        String text = variant.dltTemplateId();
        String company = template == null ? null : template.settings().dltEntityId();
        boolean ownText = text != null && provider.template() != null;
        boolean ownCompany = text != null && company != null && provider.entity() != null;
        return new Ids(
                ownCompany ? company : provider.entity(),
                ownCompany,
                ownText ? text : provider.template(),
                ownText);
    }

    private static Stream<Detail> one(
            What what, @Nullable String id, boolean isTemplates, SenderUse use) {
        Template template = use.template();
        return isTemplates && template != null
                ? Stream.of(new Detail(what, id, SenderUse.of(template)))
                : own(what, id, use);
    }

    private static Stream<Detail> own(What what, @Nullable String text, SenderUse use) {
        return text == null || text.isEmpty()
                ? Stream.of()
                : Stream.of(new Detail(what, text, SenderUse.by(use.way())));
    }
}
