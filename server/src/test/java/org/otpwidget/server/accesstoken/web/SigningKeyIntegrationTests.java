package org.otpwidget.server.accesstoken.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.account.Authkey.Scope;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import java.util.ArrayList;
import java.util.List;

/** The keys belong to the installation, which other tests use too: assertions are relative. */
class SigningKeyIntegrationTests extends RunningServer {

    @Test
    void publishesPublicKeysThatMayBeCached() {
        anyone().get()
                .uri("/.well-known/jwks.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=300, public")
                .expectBody()
                .jsonPath("$.keys[0].kty")
                .isEqualTo("OKP")
                .jsonPath("$.keys[0].crv")
                .isEqualTo("Ed25519")
                .jsonPath("$.keys[?(@.d)]")
                .isEmpty();
    }

    @Test
    void listsAndRotatesTheKeys() {
        call(HttpMethod.POST, "/v1/signing-keys/rotate")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].status")
                .isEqualTo("upcoming")
                .jsonPath("$.items[1].status")
                .isEqualTo("signing");
        List<String> kids = kids();

        call(HttpMethod.POST, "/v1/signing-keys/rotate", "{\"immediately\":true}")
                .expectBody()
                .jsonPath("$.items[0].status")
                .isEqualTo("signing")
                .jsonPath("$.items[1].status")
                .isEqualTo("retired")
                .jsonPath("$.items[0].privateSealed")
                .doesNotExist();

        assertThat(kids()).doesNotContainAnyElementsOf(kids).hasSize(1);
    }

    @Test
    void refusesAnUnknownField() {
        call(HttpMethod.POST, "/v1/signing-keys/rotate", "{\"now\":true}")
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void isClosedToAllButAdministrators() {
        String key = newKey(accountId, Scope.VERIFY);

        anyone().get().uri("/v1/signing-keys").exchange().expectStatus().isUnauthorized();
        as(key).get().uri("/v1/signing-keys").exchange().expectStatus().isForbidden();
        as(key).post().uri("/v1/signing-keys/rotate").exchange().expectStatus().isForbidden();
    }

    private List<String> kids() {
        List<String> kids = new ArrayList<>();
        anyone().get()
                .uri("/.well-known/jwks.json")
                .exchange()
                .expectBody()
                .jsonPath("$.keys[*].kid")
                .value((List<String> all) -> kids.addAll(all));
        return kids;
    }
}
