package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.otpwidget.server.dashboard.Browser.Answer;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The form in the line that says what was done, as the page has it. */
record OfferedUndo(String path, List<String> fields, String csrf) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?s)<div"
                        + " class=\"toast[^\"]*\">(?:(?!</div>).)*<form[^>]*action=\"([^\"]+)\".*?</form>");
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([a-z0-9]+)\"");

    static boolean isIn(Answer page) {
        return FORM.matcher(page.body()).find();
    }

    static OfferedUndo in(Answer page) {
        var form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        var fields =
                FIELD.matcher(form.group())
                        .results()
                        .flatMap(field -> Stream.of(field.group(1), field.group(2)))
                        .toList();
        assertThat(fields).isNotEmpty();
        return new OfferedUndo(form.group(1), fields, page.csrf());
    }

    /** Presses the button; the page that this leads to. */
    Answer press(Browser browser) {
        var answer = browser.postRaw(path, csrf, fields.toArray(String[]::new));
        assertThat(answer.status()).isEqualTo(303);
        return browser.get(answer.location());
    }
}
