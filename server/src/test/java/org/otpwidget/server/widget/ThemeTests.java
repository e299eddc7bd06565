package org.otpwidget.server.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.widget.Theme.Scheme;

import tools.jackson.databind.json.JsonMapper;

class ThemeTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void isTheWidgetsOwnUnlessOneIsSet() {
        assertThat(settings("null").theme()).isNull();
        assertThat(settings("{}").theme()).isEqualTo(new Theme(Scheme.AUTO, null, null, null));
    }

    @Test
    void readsEveryPart() {
        assertThat(
                        settings(
                                        "{'scheme':'dark','accent':'#0B6B42','radius':0,'font':'Noto"
                                            + " Sans'}")
                                .theme())
                .isEqualTo(new Theme(Scheme.DARK, "#0b6b42", 0, "Noto Sans"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'scheme':'black'}             | theme.scheme
                    {'accent':'red'}               | theme.accent
                    {'accent':'#fff'}              | theme.accent
                    {'accent':'#12345g'}           | theme.accent
                    {'radius':33}                  | theme.radius
                    {'radius':-1}                  | theme.radius
                    {'font':'a\\"; x'}             | theme.font
                    {'font':'url(x)'}              | theme.font
                    {'font':'- x'}                 | theme.font
                    {'shadow':'big'}               | theme.shadow
                    """)
    void refusesWhatCannotBePutIntoCss(String theme, String field) {
        var refused = catchThrowableOfType(Refused.class, () -> settings(theme));

        assertThat(refused.problem().errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void reachesPagesAsValuesForCss() {
        var data =
                WidgetData.of(
                        WidgetForms.widget(
                                body("{'accent':'#0b6b42','radius':4,'font':'My Font'}")));

        assertThat(JSON.valueToTree(data).path("theme"))
                .isEqualTo(
                        WidgetForms.object(
                                "{'scheme':'auto','accent':'#0b6b42','radius':'4px','font':"
                                        + "'\\'My Font\\', system-ui, sans-serif'}"));
    }

    @ParameterizedTest
    @CsvSource({
        "#3f4fd8, auto, white, 6.3, dark",
        "#0b6b42, light, white, 6.6, ''",
        "#f2a900, auto, black, 10.5, light",
        "#f2a900, dark, black, 10.5, ''",
        "#757575, auto, white, 4.6, dark",
        "#777777, auto, black, 4.7, light dark"
    })
    void picksTheTextThatCanBeRead(
            String accent, String scheme, String ink, double ratio, String close) {
        var theme = settings("{'accent':'" + accent + "','scheme':'" + scheme + "'}").theme();

        var contrast = Contrast.of(theme).orElseThrow();

        assertThat(contrast.ink()).isEqualTo(ink);
        assertThat(Math.round(contrast.onAccent() * 10) / 10.0).isEqualTo(ratio);
        assertThat(String.join(" ", contrast.close().stream().map(one -> one.scheme()).toList()))
                .isEqualTo(close);
    }

    private static WidgetSettings settings(String theme) {
        return WidgetForms.settings(body(theme));
    }

    private static String body(String theme) {
        return "{'name':'Shop','contactPoint':'both','theme':" + theme + "}";
    }
}
