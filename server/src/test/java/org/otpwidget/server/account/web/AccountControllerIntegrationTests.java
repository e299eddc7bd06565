package org.otpwidget.server.account.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.RunningServer;

class AccountControllerIntegrationTests extends RunningServer {

    private static final String PATH = "/v1/account";

    @AfterEach
    void restore() {
        call(
                PATCH,
                PATH,
                "{\"timeZone\":null,\"language\":null,\"retention\":null,\"signInWidget\":null}");
    }

    @Test
    void readsAndChanges() {
        var account = json(call(GET, PATH).expectStatus().isOk());
        assertThat(account.path("timeZone").stringValue()).isEqualTo("UTC");

        var changed =
                json(
                        call(
                                        PATCH,
                                        PATH,
                                        """
                                        {"timeZone":"Asia/Kolkata","language":"hi",
                                         "retention":{"messages":7}}
                                        """)
                                .expectStatus()
                                .isOk());

        assertThat(changed.path("name")).isEqualTo(account.path("name"));
        assertThat(changed.path("timeZone").stringValue()).isEqualTo("Asia/Kolkata");
        assertThat(changed.path("retention").toString())
                .isEqualTo("{\"requests\":null,\"messages\":7,\"webhookDeliveries\":null}");
        assertThat(json(call(GET, PATH))).isEqualTo(changed);
    }

    @Test
    void tellsWhatIsKeptAndWhatAChangeWouldDelete() {
        var kept = json(call(GET, PATH + "/kept")).path("kinds");
        assertThat(kept.size()).isEqualTo(3);
        assertThat(kept.path(0).path("kind").stringValue()).isEqualTo("requests");
        assertThat(kept.path(0).path("days").intValue()).isEqualTo(30);

        var changed = json(call(POST, PATH + "/kept", "{\"retention\":{\"requests\":2}}"));

        assertThat(changed.path("kinds").path(0).path("days").intValue()).isEqualTo(2);
        assertThat(json(call(GET, PATH + "/kept")).path("kinds")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"\"} | name",
                "{\"timeZone\":\"Mars/Base\"} | timeZone",
                "{\"language\":\"Hindi\"} | language",
                "{\"retention\":{\"requests\":0}} | retention.requests",
                "{\"retention\":{\"webhookDeliveries\":3}} | retention.webhookDeliveries",
                "{\"retention\":{\"audit\":3}} | retention.audit",
                "{\"retention\":7} | retention",
                "{\"signInWidget\":\"0123456789abcdef01234567\"} | signInWidget",
                "{\"colour\":7} | colour"
            })
    void refusesWhatDoesNotFit(String patch, String field) {
        var problem = json(call(PATCH, PATH, patch).expectStatus().isEqualTo(422));
        assertThat(problem.path("errors").path(0).path("field").stringValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"/v1/erasures", "/v1/erasures/search"})
    void refusesToEraseNobody(String path) {
        for (String body : new String[] {"{}", "{\"identifier\":\"12\"}", "{\"identifier\":7}"}) {
            var problem = json(call(POST, path, body).expectStatus().isEqualTo(422));
            assertThat(problem.path("errors").path(0).path("field").stringValue())
                    .isEqualTo("identifier");
        }
    }
}
