package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.operator.Role;

import java.util.Arrays;

/** Forms are parsed before anybody knows who sent them, so what that costs has a limit. */
class FormSizeIntegrationTests extends DashboardServer {

    @ParameterizedTest
    @CsvSource({
        "/sign-in, 2001",
        "/sign-in, 80000",
        "/dashboard/widgets/import, 2001",
        "/dashboard/widgets/import, 640000"
    })
    void refusesFormsOfManyFieldsBeforeAnybodyIsAskedWhoTheyAre(String path, int fields) {
        var viewer = person(newAccount(), Role.VIEWER).browser();
        var names = new String[2 * fields];
        Arrays.fill(names, "");

        var answer = viewer.postRaw(path, "", names);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("That was too much at once");
    }
}
