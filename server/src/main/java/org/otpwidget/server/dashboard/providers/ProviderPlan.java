package org.otpwidget.server.dashboard.providers;

import static org.otpwidget.server.dashboard.fields.Field.choice;
import static org.otpwidget.server.dashboard.fields.Field.flag;
import static org.otpwidget.server.dashboard.fields.Field.lines;
import static org.otpwidget.server.dashboard.fields.Field.list;
import static org.otpwidget.server.dashboard.fields.Field.number;
import static org.otpwidget.server.dashboard.fields.Field.secret;
import static org.otpwidget.server.dashboard.fields.Field.text;

import org.otpwidget.server.dashboard.fields.Field;
import org.otpwidget.server.dashboard.fields.Field.Option;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.dashboard.fields.Plan.Group;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.widget.Channel;
import org.springframework.util.MultiValueMap;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The form of a kind of providers. */
record ProviderPlan(ProviderKind kind, Plan plan) {

    private static final String SETTINGS = "settings.";
    private static final int LAST_POSITION = 1_000_000;

    /** For a new provider, whose channel is chosen where there is a choice. */
    static ProviderPlan fresh(ProviderKind kind) {
        return of(kind, kind.channels(), kind.channels().size() > 1);
    }

    /** For one whose channel stays. */
    static ProviderPlan fixed(ProviderKind kind, Channel channel) {
        return of(kind, Set.of(channel), false);
    }

    private static ProviderPlan of(ProviderKind kind, Set<Channel> channels, boolean choosing) {
        var general = new ArrayList<Field>();
        general.add(text("name").mustBeGiven());
        if (choosing) {
            general.add(choice("channel", options(channels)).mustBeGiven());
        }
        general.add(flag("enabled"));
        general.add(number("position", 0, LAST_POSITION));
        if (channels.stream().anyMatch(Channel::isMobile)) {
            general.add(list("countries"));
        }
        var settings = kind.fields().stream().map(ProviderPlan::field).toList();
        return new ProviderPlan(
                kind,
                Plan.of(
                        "provider",
                        new Group("general", general),
                        new Group("settings", settings)));
    }

    /** What was sent as the API would have got it; what was left empty isn't there. */
    ObjectNode read(MultiValueMap<String, String> sent) {
        var body = plan.apply(JsonNodeFactory.instance.objectNode(), sent);
        var settings = body.withObject("settings");
        for (ProviderField field : kind.fields()) {
            if (settings.path(field.name()).isBoolean()) {
                settings.put(field.name(), settings.path(field.name()).asString());
            }
        }
        if (body.path("countries").isEmpty()) {
            body.remove("countries");
        }
        return body;
    }

    /** The same as a merge patch: what was left empty goes, but secrets stay. */
    ObjectNode patch(MultiValueMap<String, String> sent) {
        var patch = read(sent);
        var settings = patch.withObject("settings");
        for (ProviderField field : kind.fields()) {
            if (field.type() != ProviderField.Type.SECRET && !settings.has(field.name())) {
                settings.putNull(field.name());
            }
        }
        if (!patch.has("countries")) {
            patch.putNull("countries");
        }
        return patch;
    }

    private static Field field(ProviderField field) {
        String path = SETTINGS + field.name();
        var made =
                switch (field.type()) {
                    case TEXT, URL, NUMBER -> text(path);
                    case SECRET -> secret(path);
                    case FLAG -> flag(path);
                    case LINES -> lines(path);
                    case CHOICE ->
                            choice(
                                    path,
                                    field.choices().stream()
                                            .map(word -> new Option(word, word))
                                            .toList());
                };
        boolean chosen = field.type() == ProviderField.Type.CHOICE;
        return field.required() || chosen ? made.mustBeGiven() : made;
    }

    private static List<Option> options(Set<Channel> channels) {
        return channels.stream().sorted().map(channel -> new Option(channel.word(), null)).toList();
    }
}
