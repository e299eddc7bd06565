package org.otpwidget.server.dashboard.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.widget.WidgetSettings;

import java.util.Arrays;
import java.util.stream.Collectors;

class WidgetPlanTests {

    @Test
    void hasAFieldForEverySetting() {
        var shown =
                WidgetPlan.ALL
                        .fields()
                        .map(field -> field.path().split("\\.", -1)[0])
                        .collect(Collectors.toSet());
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(WidgetSettings.class.getRecordComponents())
                                .map(component -> component.getName())
                                .toList());
    }
}
