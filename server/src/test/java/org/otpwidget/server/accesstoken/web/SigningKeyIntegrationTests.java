package org.otpwidget.server.accesstoken.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.credential.Authkey.Scope;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

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
        operator("{}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].status")
                .isEqualTo("upcoming")
                .jsonPath("$.items[1].status")
                .isEqualTo("signing");
        List<String> kids = kids();

        operator("{\"immediately\":true}")
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
        operator("{\"now\":true}").expectStatus().isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void isClosedToAllButAdministrators() {
        String key = newKey(accountId, Scope.VERIFY);

        anyone().get().uri("/v1/signing-keys").exchange().expectStatus().isUnauthorized();
        as(key).get().uri("/v1/signing-keys").exchange().expectStatus().isForbidden();
        as(key).post().uri("/v1/signing-keys/rotate").exchange().expectStatus().isForbidden();
    }

    /** The first account is the operator's; others live with the keys that there are. */
    @Test
    void isRotatedByTheOperatorOnly() {
        String stranger = newKey(newAccount(), Scope.ADMIN);
        List<String> kids = kids();

        as(stranger)
                .post()
                .uri("/v1/signing-keys/rotate")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"immediately\":true}")
                .exchange()
                .expectStatus()
                .isForbidden();

        as(stranger).get().uri("/v1/signing-keys").exchange().expectStatus().isOk();
        assertThat(kids()).isEqualTo(kids);
    }

    private WebTestClient.ResponseSpec operator(String body) {
        long first = accounts.first().blockOptional().orElseThrow().id();
        return as(newKey(first, Scope.ADMIN))
                .post()
                .uri("/v1/signing-keys/rotate")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
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
