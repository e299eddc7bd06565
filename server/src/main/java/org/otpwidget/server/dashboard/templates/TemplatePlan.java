package org.otpwidget.server.dashboard.templates;

import static org.otpwidget.server.dashboard.fields.Field.choice;
import static org.otpwidget.server.dashboard.fields.Field.lines;
import static org.otpwidget.server.dashboard.fields.Field.pairs;
import static org.otpwidget.server.dashboard.fields.Field.text;

import org.otpwidget.server.dashboard.fields.Field;
import org.otpwidget.server.dashboard.fields.Field.Option;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.dashboard.fields.Plan.Group;
import org.otpwidget.server.widget.Channel;

import java.util.ArrayList;
import java.util.List;

/** The form of a template: what holds for all languages, a group for each, and samples. */
final class TemplatePlan {

    /** Names of groups that hold a language begin with it. */
    static final String IN = "in.";

    private TemplatePlan() {}

    /** What is stored. */
    static Plan stored(Channel channel, List<String> languages) {
        return new Plan("template", storedGroups(channel, languages));
    }

    /** All that the page shows. */
    static Plan whole(Channel channel, List<String> languages) {
        var groups = new ArrayList<>(storedGroups(channel, languages));
        groups.add(
                channel == Channel.SMS
                        ? Group.of(
                                "samples",
                                choice("language", options(languages)),
                                pairs("values"),
                                text("host"))
                        : Group.of(
                                "samples",
                                choice("language", options(languages)),
                                pairs("values")));
        return new Plan("template", groups);
    }

    private static List<Group> storedGroups(Channel channel, List<String> languages) {
        var groups = new ArrayList<Group>();
        groups.add(general(channel, languages));
        languages.forEach(language -> groups.add(in(channel, language)));
        return groups;
    }

    private static Group general(Channel channel, List<String> languages) {
        var fields = new ArrayList<Field>();
        fields.add(text("name").mustBeGiven());
        fields.add(choice("defaultLanguage", options(languages)).mustBeGiven());
        switch (channel) {
            case SMS -> {
                fields.add(text("sender"));
                fields.add(text("dltEntityId"));
            }
            case EMAIL -> fields.add(text("sender"));
            case WHATSAPP -> fields.add(text("whatsappName"));
            case VOICE -> {}
        }
        return new Group("general", fields);
    }

    private static Group in(Channel channel, String language) {
        String path = "variants." + language + ".";
        var fields = new ArrayList<Field>();
        if (channel == Channel.EMAIL) {
            fields.add(text(path + "subject").mustBeGiven());
        }
        fields.add(lines(path + "text").mustBeGiven());
        switch (channel) {
            case EMAIL -> fields.add(lines(path + "html"));
            case SMS -> fields.add(text(path + "dltTemplateId"));
            case WHATSAPP -> fields.add(text(path + "whatsappLanguage"));
            case VOICE -> {}
        }
        return new Group(IN + language, fields);
    }

    private static List<Option> options(List<String> languages) {
        return languages.stream().map(tag -> new Option(tag, tag)).toList();
    }
}
