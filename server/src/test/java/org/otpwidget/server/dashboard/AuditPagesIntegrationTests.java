package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.operator.Role;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

class AuditPagesIntegrationTests extends DashboardServer {

    private static final String PAGE = "/dashboard/audit";

    @Test
    void narrowsToAPersonAKindAndADay() {
        long account = newAccount();
        var ann = person(account, Role.ADMIN);
        var ben = person(account, Role.ADMIN);
        ann.browser().post("/dashboard/tokens/new", "name", "Of Ann");
        ben.browser().post("/dashboard/tokens/new", "name", "Of Ben");
        ben.browser().post("/dashboard/webhooks/new", WEBHOOK);
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();

        assertThat(page(ann, "")).contains("Of Ann", "Of Ben", "Events of Ben");
        assertThat(page(ann, "?by=" + ben.operator().id()))
                .contains("Of Ben", "Events of Ben")
                .doesNotContain("Of Ann");
        assertThat(page(ann, "?kind=webhook"))
                .contains("Events of Ben")
                .doesNotContain("Of Ann", ">Of Ben");
        assertThat(page(ann, "?kind=token&by=" + ann.operator().id()))
                .contains("Of Ann")
                .doesNotContain("Of Ben");
        assertThat(page(ann, "?day=" + today)).contains("Of Ann");
        assertThat(page(ann, "?day=2020-01-01")).contains("Nothing of this kind");
        assertThat(page(ann, "?day=never&kind=%27&by=%00")).contains("Of Ann");

        clock.move(Duration.ofDays(1));
        assertThat(page(person(account, Role.ADMIN), "?kind=token&day=" + today))
                .contains("Of Ann");
    }

    private static final String[] WEBHOOK = {
        "name",
        "Events of Ben",
        "url",
        "https://shop.example/otp",
        "events",
        "verification.verified"
    };

    private static String page(Person person, String query) {
        var answer = person.browser().get(PAGE + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
