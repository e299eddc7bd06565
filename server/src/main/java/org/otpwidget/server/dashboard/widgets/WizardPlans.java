package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.fields.Field;
import org.otpwidget.server.dashboard.fields.Field.Option;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.dashboard.fields.Plan.Group;
import org.otpwidget.server.form.Words;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.WidgetForm;
import org.otpwidget.server.widget.WidgetSettings.ContactPoint;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of the wizard's steps. Those of the channels depend on what the widget accepts, and on
 * the templates that there are to choose.
 */
final class WizardPlans {

    private static final String CONTACT_POINT = "contactPoint";
    private static final String PRIMARY = "primaryChannel";
    private static final String RESEND = "resendChannels";

    private static final Plan SETTINGS =
            plan(
                    group(
                            "general",
                            "name",
                            CONTACT_POINT,
                            "platforms",
                            "verificationType",
                            "redirectUrl"));
    private static final Plan DEMO =
            plan(
                    group(
                            "demo",
                            "demoCredentials.name",
                            "demoCredentials.mobile",
                            "demoCredentials.email",
                            "demoCredentials.otp",
                            "demoCredentials.expiresAt"));

    private final ContactPoint contactPoint;
    private final Plan channels;
    private final ZoneId zone;

    private WizardPlans(ContactPoint contactPoint, Plan channels, ZoneId zone) {
        this.contactPoint = contactPoint;
        this.channels = channels;
        this.zone = zone;
    }

    static WizardPlans of(
            MultiValueMap<String, String> sent, List<Template> templates, ZoneId zone) {
        var contactPoint = contactPoint(sent.getFirst(CONTACT_POINT));
        boolean link = "magicLink".equals(sent.getFirst("verificationType"));
        return new WizardPlans(contactPoint, channels(contactPoint, link, templates), zone);
    }

    Plan of(WizardStep step) {
        return switch (step) {
            case SETTINGS -> SETTINGS;
            case CHANNELS -> channels;
            case DEMO, INTEGRATE -> DEMO.in(zone);
        };
    }

    /** What a step begins with. */
    ObjectNode defaults(JsonMapper json) {
        ObjectNode least =
                json.createObjectNode()
                        .put("name", "?")
                        .put(CONTACT_POINT, word(ContactPoint.class, contactPoint));
        ObjectNode all = json.valueToTree(WidgetForm.read(least));
        return all.put("name", "");
    }

    /**
     * What was sent, without channels that reach nobody since the widget accepts something else;
     * with one such both choices begin anew.
     */
    MultiValueMap<String, String> fitted(MultiValueMap<String, String> sent) {
        var fitted = new LinkedMultiValueMap<String, String>(sent);
        boolean strange =
                Stream.of(PRIMARY, RESEND)
                        .flatMap(path -> sent.getOrDefault(path, List.of()).stream())
                        .flatMap(word -> Optional.ofNullable(channel(word)).stream())
                        .anyMatch(channel -> !contactPoint.fits(channel));
        if (strange) {
            fitted.remove(PRIMARY);
            fitted.put(RESEND, new ArrayList<>(resends()));
        }
        return fitted;
    }

    /** As {@link WidgetForm} chooses them. */
    private List<String> resends() {
        return switch (contactPoint) {
            case MOBILE -> List.of(Channel.SMS.word());
            case EMAIL -> List.of(Channel.EMAIL.word());
            case BOTH -> List.of(Channel.SMS.word(), Channel.EMAIL.word());
        };
    }

    private static Plan channels(
            ContactPoint contactPoint, boolean link, List<Template> templates) {
        var fitting = Arrays.stream(Channel.values()).filter(contactPoint::fits).toList();
        var ways = new ArrayList<Field>();
        if (contactPoint.acceptsMobile()) {
            ways.add(
                    only(field(PRIMARY), fitting.stream().filter(Channel::isMobile).toList())
                            .mustBeGiven());
        }
        ways.add(only(field(RESEND), fitting));
        var groups = new ArrayList<Group>();
        groups.add(new Group("channels", ways));
        var messages =
                fitting.stream()
                        .map(channel -> field("templates." + channel.word() + ".templateId"))
                        .map(field -> WidgetTemplateChoices.offering(field, templates))
                        .filter(field -> link || !field.options().isEmpty())
                        .toList();
        if (!messages.isEmpty()) {
            groups.add(new Group("templates", messages));
        }
        groups.add(group("captcha", "captcha"));
        return new Plan(SETTINGS.name(), groups);
    }

    private static Field only(Field field, List<Channel> channels) {
        return new Field(
                field.path(),
                field.kind(),
                channels.stream().map(channel -> new Option(channel.word(), null)).toList(),
                field.required(),
                field.least(),
                field.most());
    }

    private static Plan plan(Group group) {
        return new Plan(WidgetPlan.ALL.name(), List.of(group));
    }

    private static Group group(String name, String... paths) {
        return new Group(name, Arrays.stream(paths).map(WizardPlans::field).toList());
    }

    private static Field field(String path) {
        return WidgetPlan.ALL
                .fields()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static ContactPoint contactPoint(@Nullable String word) {
        return Objects.requireNonNullElse(
                Words.of(ContactPoint.class).get(word), ContactPoint.BOTH);
    }

    private static @Nullable Channel channel(String word) {
        return Words.of(Channel.class).get(word);
    }

    private static <E extends Enum<E>> String word(Class<E> type, E constant) {
        return Words.of(type).entrySet().stream()
                .filter(entry -> entry.getValue() == constant)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
