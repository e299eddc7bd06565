package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.widget.AuditedWidgets;
import org.otpwidget.server.widget.WidgetForm;
import org.otpwidget.server.widget.WidgetSettings;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Saved settings are put back by the line that says that they were saved. */
class UndoIntegrationTests extends DashboardServer {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired private AccountTemplates templates;
    @Autowired private AuditedWidgets audited;

    private long account;
    private Browser developer = browser();
    private String widget = "";

    @BeforeEach
    void makeAWidget() {
        account = newAccount();
        developer = person(account, Role.DEVELOPER).browser();
        widget = "/dashboard/widgets/" + made("{\"name\":\"Shop\",\"contactPoint\":\"both\"}");
    }

    @Test
    void aWidgetIsAsItWasAndTheTrailTellsBoth() {
        var before = settings();
        var saved = save("otpLength", "8", "name", "Stall", "expiryTime", "3");
        assertThat(saved.body()).contains("Saved.");
        assertThat(settings()).isNotEqualTo(before);

        var back = OfferedUndo.in(saved).press(developer);

        assertThat(settings()).isEqualTo(before);
        assertThat(back.body()).contains("Put back as it was.");
        assertThat(audited(account).lines().filter(line -> line.startsWith("widget.changed")))
                .hasSize(2)
                .first()
                .asString()
                .contains("Shop", "\"before\": \"8\"", "\"after\": \"6\"");
        OfferedUndo.in(back).press(developer);
        assertThat(settings().otpLength()).isEqualTo(8);
        assertThat(settings().name()).isEqualTo("Stall");
    }

    /** From everything to nothing and back: lists, numbers, texts that look like numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {} | {"resendChannels":["voice","sms"],"otpLength":4,"captcha":false}
                    {"resendChannels":[]} | {"resendChannels":["sms"]}
                    {"theme":{"scheme":"dark","accent":"#2f4bc7","radius":4,"font":"serif"}} | {"theme":null}
                    {} | {"theme":{"scheme":"dark","radius":0}}
                    {"autoRetry":{"afterSeconds":30,"channels":["whatsapp","sms"]}} | {"autoRetry":null}
                    {"countryChannels":{"NO":"voice","IN":"sms"}} | {"countryChannels":{"IN":"whatsapp"}}
                    {"name":"true","callerId":"912240001234"} | {"name":"089","callerId":null}
                    {"name":"12"} | {"name":"1e3","redirectUrl":"https://shop.example/in"}
                    {"platforms":"both","defaultCountry":"NO","androidAppHash":"FA+9qCX9VSu"} | {"defaultCountry":null,"androidAppHash":null}
                    """)
    void isExact(String with, String change) {
        var author = visit();
        String id = made("{\"name\":\"Shop\",\"contactPoint\":\"both\"}");
        var before =
                got(audited.change(author, id, now -> WidgetForm.change(now, object(with), JSON)));
        var made =
                got(
                        audited.change(
                                author, id, now -> WidgetForm.change(now, object(change), JSON)));
        assertThat(made.settings()).isNotEqualTo(before.settings());
        long number = got(audited.undoable(author, made));
        assertThat(got(audited.undo(author, id, number)).settings()).isEqualTo(before.settings());
        assertThat(audited.undo(author, id, number).onErrorComplete().blockOptional()).isEmpty();
    }

    @Test
    void aTemplateIsAsItWas() {
        var made =
                developer.post(
                        "/dashboard/templates/new",
                        "do",
                        "save",
                        "channel",
                        "sms",
                        "name",
                        "Login",
                        "languages",
                        "en",
                        "variants.en.text",
                        "##OTP## is your code.");
        String path = made.location().replaceFirst("\\?.*", "");
        String id = path.substring(path.lastIndexOf('/') + 1);
        var before = got(templates.get(account, id)).settings();
        var saved =
                developer.get(
                        developer
                                .post(
                                        path,
                                        "do",
                                        "save",
                                        "name",
                                        "089",
                                        "sender",
                                        "123456",
                                        "languages",
                                        "en",
                                        "languages",
                                        "pt-BR",
                                        "variants.en.text",
                                        "Code ##OTP##",
                                        "variants.pt-BR.text",
                                        "Seu código: ##OTP##")
                                .location());
        assertThat(got(templates.get(account, id)).settings()).isNotEqualTo(before);
        var back = OfferedUndo.in(saved).press(developer);
        assertThat(back.body()).contains("Put back as it was.", "is your code.");
        assertThat(got(templates.get(account, id)).settings()).isEqualTo(before);
        OfferedUndo.in(back).press(developer);
        assertThat(got(templates.get(account, id)).settings().variants()).hasSize(2);
    }

    @Test
    void nothingIsPutBackWhenSomebodyChangedItSince() {
        var offered = OfferedUndo.in(save("otpLength", "8"));
        var other = person(account, Role.ADMIN).browser();
        other.post(widget + "/enabled", "enabled", "false");
        var now = settings();

        var told = offered.press(developer);

        assertThat(told.body())
                .contains("Not put back: this has been changed since.", "class=\"toast not\"");
        assertThat(OfferedUndo.isIn(told)).isFalse();
        assertThat(settings()).isEqualTo(now);
        assertThat(audited(account).lines().filter(line -> line.startsWith("widget.changed")))
                .hasSize(2);
    }

    @Test
    void isOnlyOfferedWhereItCanBeDoneRight() {
        String[] demo = {
            "demoCredentials.name",
            "Review",
            "demoCredentials.email",
            "a@shop.example",
            "demoCredentials.otp",
            "402817"
        };
        assertThat(OfferedUndo.isIn(save(demo))).as("the code is told nowhere").isFalse();
        assertThat(OfferedUndo.isIn(save())).as("nothing was changed").isFalse();
        var trail = settings();
        var answer = developer.post(widget + "/undo", "change", "0");
        assertThat(answer.location()).isEqualTo(widget + "?done=not.undone");
        assertThat(developer.post(widget + "/undo").location())
                .isEqualTo(widget + "?done=not.undone");
        assertThat(settings()).isEqualTo(trail);
    }

    @Test
    void noOtherAccountCanPutItBack() {
        var offered = OfferedUndo.in(save("otpLength", "8"));
        var stranger = person(newAccount(), Role.OWNER).browser();
        assertThat(stranger.post(offered.path(), offered.fields().toArray(String[]::new)).status())
                .isEqualTo(404);
        assertThat(settings().otpLength()).isEqualTo(8);
    }

    /** Changes these fields of the form, and leaves the others as they are. */
    private Answer save(String... fields) {
        var all = form(settings());
        for (int n = 0; n < fields.length; n += 2) {
            all.put(fields[n], List.of(fields[n + 1]));
        }
        var sent = new ArrayList<String>();
        all.forEach((name, values) -> values.forEach(value -> sent.addAll(List.of(name, value))));
        var answer = developer.post(widget, sent.toArray(String[]::new));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return developer.get(answer.location());
    }

    private WidgetSettings settings() {
        String id = widget.substring(widget.lastIndexOf('/') + 1);
        return got(widgets.get(account, id)).settings();
    }

    private String made(String settings) {
        return got(widgets.create(account, WidgetForm.read(object(settings)))).id();
    }

    private Visit visit() {
        return new Visit(
                person(account, Role.DEVELOPER).session(),
                got(accounts.find(account)),
                InetAddress.getLoopbackAddress(),
                true);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    /** What the form sends: no empty fields, and of ticks those that are set. */
    private static Map<String, List<String>> form(WidgetSettings settings) {
        var fields = new LinkedHashMap<String, List<String>>();
        JSON.<JsonNode>valueToTree(settings)
                .properties()
                .forEach(
                        one -> {
                            var value = one.getValue();
                            if (value.isArray()) {
                                fields.put(
                                        one.getKey(),
                                        value.valueStream().map(JsonNode::asString).toList());
                            } else if (value.isValueNode()
                                    && !value.isNull()
                                    && !(value.isBoolean() && !value.asBoolean())) {
                                fields.put(one.getKey(), List.of(value.asString()));
                            }
                        });
        return fields;
    }
}
