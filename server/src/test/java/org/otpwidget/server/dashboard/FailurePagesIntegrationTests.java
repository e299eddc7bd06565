package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.operator.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/** Whatever goes wrong: who reads pages gets a page. */
class FailurePagesIntegrationTests extends DashboardServer {

    private static final String HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

    @Autowired private FailurePages pages;

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in/nothing", "/setup", "/invitation/a/b", "/nothing"})
    void showsThatThereIsNothing(String path) {
        var answer = browser().header("Accept", HTML).get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing here", "/dashboard/assets/");
    }

    @Test
    void tellsProgramsInTheirOwnWay() {
        var answer = browser().header("Accept", "application/json").get("/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("<");
    }

    @Test
    void showsThatThereIsNothingToSendAFormTo() {
        var owner = person(newAccount(), Role.OWNER).browser().header("Accept", HTML);

        var answer = owner.post("/dashboard/nothing");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).contains("There is nothing here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email=%zz", "email=a%00b%40shop.example&passphrase=x"})
    void refusesFormsThatNoBrowserSends(String form) {
        var answer = browser().header("Accept", HTML).postText("/sign-in", form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("The form cannot be read");
    }

    @Test
    void showsThatTheDatabaseIsDown() {
        var exchange =
                MockServerWebExchange.from(
                        MockServerHttpRequest.get("/dashboard").header("Accept", HTML));

        fail(exchange, pages);

        var response = exchange.getResponse();
        assertThat(response.getStatusCode()).extracting("value").isEqualTo(503);
        assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("5");
        assertThat(response.getBodyAsString().block())
                .contains("The service is not available right now")
                .doesNotContain("relation");
    }

    private static void fail(MockServerWebExchange exchange, WebExceptionHandler pages) {
        pages.handle(exchange, new DataAccessResourceFailureException("relation")).block();
    }
}
