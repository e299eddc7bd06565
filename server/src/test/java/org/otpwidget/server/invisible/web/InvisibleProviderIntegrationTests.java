package org.otpwidget.server.invisible.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PUT;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.RunningServer;

class InvisibleProviderIntegrationTests extends RunningServer {

    private static final String ADDRESS = "/v1/invisible-provider";
    private static final String BODY =
            "{\"startUrl\":\"https://sna.example/start\",\"finishUrl\":\"https://sna.example/##SESSION##\"%s}";

    @Test
    void isSetReadReplacedAndTakenAway() {
        call(GET, ADDRESS).expectStatus().isNotFound();
        var made =
                json(
                        call(PUT, ADDRESS, BODY.formatted(",\"authorization\":\"Bearer hidden\""))
                                .expectStatus()
                                .isOk());
        assertThat(made.path("hasAuthorization").asBoolean()).isTrue();
        assertThat(made.toString()).doesNotContain("hidden");
        assertThat(json(call(GET, ADDRESS).expectStatus().isOk())).isEqualTo(made);
        var changed = json(call(PUT, ADDRESS, BODY.formatted(",\"enabled\":false")));
        assertThat(changed.path("hasAuthorization").asBoolean()).isTrue();
        assertThat(changed.path("enabled").asBoolean(true)).isFalse();
        call(PUT, ADDRESS, "{}").expectStatus().isEqualTo(422);
        call(DELETE, ADDRESS).expectStatus().isNoContent();
        call(DELETE, ADDRESS).expectStatus().isNotFound();
    }
}
