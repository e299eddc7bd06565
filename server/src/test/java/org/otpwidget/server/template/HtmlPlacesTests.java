package org.otpwidget.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPlacesTests {

    private static final String VALUE = "a:\"'<>&/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "##X##",
                "<p>##X##</p>",
                "<p title=\"##X##\">",
                "<p title = 'a ##X## b'>",
                "<!-- <script> -->##X##",
                "<script>if (a < b) '</p>'</script>##X##",
                "<style>a > b {}</style><p>##X##",
                "1 < 2 ##X##",
                "<br/>##X##",
                "<title>##X##</title>",
                "<p a='>' b=\"<script>\">##X##"
            })
    void textAndAttributesAreEscapedAsHtml(String html) {
        assertThat(filled(html)).isEqualTo(html.replace("##X##", Escape.HTML.apply(VALUE)));
        assertThat(HtmlPlaces.areUnsafe(html)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"##X##\">",
                "<a href='https://a.example/##X##'>",
                "<A HREF = \"##X##\">",
                "<a class=x href=\"/##X##\">",
                "<img alt=''src='##X##'>",
                "<a xlink:href='##X##'>"
            })
    void addressesArePercentEncoded(String html) {
        assertThat(filled(html)).isEqualTo(html.replace("##X##", "a%3A%22%27%3C%3E%26%2F"));
        assertThat(HtmlPlaces.areUnsafe(html)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=##X##>",
                "<a ##X##>",
                "<##X##>",
                "</p ##X##>",
                "<p title=\"a\" ##X##>",
                "<p title=a\"##X##\">",
                "<script>##X##</script>",
                "<SCRIPT>'</p>##X##'</SCRIPT>",
                "<style>##X##</style>",
                "<p style=\"color: ##X##\">",
                "<p onclick=\"##X##\">",
                "<!-- ##X## -->"
            })
    void elsewhereNothingIsFilledIn(String html) {
        assertThat(HtmlPlaces.areUnsafe(html)).isTrue();
        assertThat(filled(html)).isEqualTo(html.replace("##X##", ""));
    }

    private static String filled(String html) {
        return HtmlPlaces.fill(html, new Placeholders(Escape.LINE).value("X", VALUE));
    }
}
