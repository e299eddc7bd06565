package org.otpwidget.server.widget;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;

import java.util.List;

/**
 * How large a file of widgets may be: the same for those that are written and those that are read,
 * so that what was exported can always be imported.
 */
final class FileSize {

    /** In UTF-8. */
    static final int MOST_BYTES = 1_048_576;

    static final int MOST_WIDGETS = 1000;

    /** Settings, lists and their items; a widget with every setting and its variables has 150. */
    static final int MOST_VALUES = 60_000;

    private static final String TOO_LARGE =
            "A file has at most 1 MB, 1000 widgets and 60000 values. Split it: each part begins"
                    + " with \"widgets:\".";
    private static final String TOO_MANY =
            "All widgets of this account are more than a file takes: 1 MB or 1000 widgets. Export"
                    + " them one by one, or in parts by limit and after of /v1/widgets.";

    private FileSize() {}

    static boolean fits(String text) {
        return text.length() <= MOST_BYTES
                && (text.length() <= MOST_BYTES / 3 || text.getBytes(UTF_8).length <= MOST_BYTES);
    }

    /** What is told of a file that is too large to be read. */
    static Refused tooLarge() {
        return Problems.invalid(List.of(new FieldError("", TOO_LARGE))).refused();
    }

    /** What is told when a file that is written would be too large to be read. */
    static Refused tooMany() {
        return Problems.conflict(TOO_MANY).refused();
    }
}
