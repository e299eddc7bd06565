package org.otpwidget.server.dashboard.fields;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.dashboard.fields.Plan.Group;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.widget.Channel;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.ZoneId;
import java.util.List;

class PlanTests {

    private static final Plan PLAN =
            Plan.of(
                    "test",
                    Group.of(
                            "all",
                            Field.text("name").mustBeGiven(),
                            Field.number("length", 4, 9),
                            Field.flag("on"),
                            Field.choice("channel", Channel.class),
                            Field.choices("channels", Channel.class),
                            Field.list("origins"),
                            Field.pairs("countries"),
                            Field.time("until"),
                            Field.number("rule.hits", 1, 10),
                            Field.choices("rule.channels", Channel.class)));

    private static final String FULL =
            """
            {"name":"N","length":6,"on":true,"channel":"sms","channels":["sms","email"],
             "origins":["https://a.example","https://b.example"],"countries":{"IN":"sms","US":"voice"},
             "until":"2030-01-31T12:00:00Z","rule":{"hits":3,"channels":["voice"]}}
            """;

    @Test
    void givesBackWhatItShows() {
        var json = json(FULL);
        var sent = new LinkedMultiValueMap<String, String>();
        for (var group : PLAN.show(json).groups()) {
            for (var field : group.fields()) {
                sent.addAll(field.field().path(), field.values());
            }
        }
        assertThat(PLAN.apply(json("{}"), sent)).isEqualTo(json);
    }

    @Test
    void takesOutWhatIsEmptied() {
        assertThat(PLAN.apply(json(FULL), form("name", " ")))
                .isEqualTo(json("{\"on\":false,\"channels\":[],\"origins\":[],\"countries\":{}}"));
    }

    @Test
    void keepsWhatItHasNoFieldFor() {
        var base = json("{\"other\":1,\"rule\":{\"more\":2,\"hits\":1}}");
        assertThat(PLAN.apply(base, form("rule.hits", "7")).at("/rule"))
                .isEqualTo(json("{\"more\":2,\"hits\":7}"));
        assertThat(PLAN.apply(base, form("name", "N")).path("other").asInt()).isEqualTo(1);
        assertThat(base.at("/rule/hits").asInt()).isEqualTo(1);
    }

    @Test
    void keepsATimeThatNobodyTouched() {
        var rome = PLAN.in(ZoneId.of("Europe/Rome"));
        for (String time : List.of("2030-01-31T12:00:30.5Z", "2026-10-25T01:30:00Z")) {
            var base = json("{\"until\":\"" + time + "\"}");
            var sent = new LinkedMultiValueMap<String, String>();
            for (var group : rome.show(base).groups()) {
                group.fields().forEach(field -> sent.addAll(field.field().path(), field.values()));
            }
            assertThat(rome.apply(base, sent).path("until")).isEqualTo(base.path("until"));
        }
        assertThat(
                        rome.apply(
                                        json("{\"until\":\"2030-01-31T12:00:30Z\"}"),
                                        form("until", "2030-01-31T13:01"))
                                .path("until")
                                .asString())
                .isEqualTo("2030-01-31T12:01:00Z");
    }

    @Test
    void offersWhatWasChosenElsewhere() {
        var channel =
                PLAN.show(json("{\"channel\":\"pigeon\",\"name\":\"N\"}")).groups().stream()
                        .flatMap(group -> group.fields().stream())
                        .filter(field -> field.field().path().equals("channel"))
                        .findFirst()
                        .orElseThrow();
        assertThat(channel.has("pigeon")).isTrue();
        assertThat(channel.field().options())
                .hasSize(Channel.values().length + 1)
                .last()
                .isEqualTo(new Field.Option("pigeon", "pigeon"));
    }

    @Test
    void leavesNonsenseToTheRoom() {
        var result =
                PLAN.apply(
                        json("{}"),
                        form("length", "many", "countries", "IN\r\nUS = sms = x", "until", "soon"));
        assertThat(result.path("length")).isEqualTo(json("\"many\""));
        assertThat(result.path("countries")).isEqualTo(json("{\"IN\":\"\",\"US\":\"sms = x\"}"));
        assertThat(result.path("until")).isEqualTo(json("\"soon\""));
    }

    @Test
    void bringsErrorsToTheirFields() {
        var view =
                PLAN.show(
                        form("name", "N"),
                        List.of(
                                new FieldError("countries.IN", "a"),
                                new FieldError("rule", "b"),
                                new FieldError("", "c")));
        assertThat(view.errors().stream().map(view::target))
                .containsExactly("countries", "rule-hits", "form");
    }

    private static JsonNode json(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static MultiValueMap<String, String> form(String... fields) {
        var form = new LinkedMultiValueMap<String, String>();
        for (int n = 0; n < fields.length; n += 2) {
            form.add(fields[n], fields[n + 1]);
        }
        return form;
    }
}
