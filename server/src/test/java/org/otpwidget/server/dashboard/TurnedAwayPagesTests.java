package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.problem.Problems;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import java.util.Locale;

class TurnedAwayPagesTests {

    private final TurnedAwayPages pages =
            new TurnedAwayPages(new Assets(), new RoomTexts(new StaticMessageSource()));

    @Test
    void saysWhenToComeBack() {
        var page = pages.refused(Problems.UNAVAILABLE.refused(), Locale.ENGLISH);

        assertThat(page.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(page.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
    }
}
