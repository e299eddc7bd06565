package org.otpwidget.server.accesstoken.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Claims;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.widget.Channel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

class IntrospectionIntegrationTests extends RunningServer {

    private static final String WIDGET = "3465756a3173343636383032";
    private static final String IDENTIFIER = "919999999999";
    private static final String INACTIVE = "{\"active\":false}";

    @Autowired private AccessTokens tokens;
    @Autowired private DatabaseClient database;
    @Autowired private Clock clock;

    private final String reqId = UUID.randomUUID().toString().replace("-", "").substring(8);
    private String authkey = "";
    private String token = "";

    @BeforeEach
    void verifyAnIdentifier() {
        authkey = newKey(accountId, Scope.VERIFY);
        insertRequest(clock.instant());
        token = tokens.issue(claims(clock.instant(), WIDGET, IDENTIFIER));
    }

    @Test
    void tellsTheClaimsOfAnActiveToken() {
        introspect(authkey, token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectBody()
                .jsonPath("$.active")
                .isEqualTo(true)
                .jsonPath("$.sub")
                .isEqualTo(IDENTIFIER)
                .jsonPath("$.aud")
                .isEqualTo(WIDGET)
                .jsonPath("$.channel")
                .isEqualTo("sms")
                .jsonPath("$.reqId")
                .isEqualTo(reqId)
                .jsonPath("$.iss")
                .isNotEmpty()
                .jsonPath("$.jti")
                .isNotEmpty()
                .jsonPath("$.exp")
                .isNumber()
                .jsonPath("$.iat")
                .isNumber()
                .jsonPath("$.demo")
                .doesNotExist();
    }

    @Test
    void doesNotUseTheTokenUp() {
        introspect(authkey, token).expectBody().jsonPath("$.active").isEqualTo(true);
        introspect(authkey, token).expectBody().jsonPath("$.active").isEqualTo(true);
    }

    @Test
    void tellsNothingOfATokenThatIsNotActive() {
        Instant now = clock.instant();
        String expired = tokens.issue(claims(now.minus(Duration.ofDays(1)), WIDGET, IDENTIFIER));
        String otherWidget = tokens.issue(claims(now, "000000000000000000000000", IDENTIFIER));
        String otherPerson = tokens.issue(claims(now, WIDGET, "918888888888"));
        String[] inactive = {
            "", "x", "a.b.c", token + "A", token.substring(1), expired, otherWidget, otherPerson
        };

        for (String given : inactive) {
            assertInactive(authkey, given);
        }
    }

    @Test
    void tellsAnotherAccountNothing() {
        assertInactive(newKey(newAccount(), Scope.VERIFY), token);
    }

    @Test
    void isInactiveOnceExchanged() {
        update("exchanged_at", clock.instant());

        assertInactive(authkey, token);
    }

    @Test
    void isInactiveWhenTheRequestIsGone() {
        database.sql("DELETE FROM request WHERE id = :id").bind("id", reqId).then().block();

        assertInactive(authkey, token);
    }

    @Test
    void takesTheAuthkeyAsBearerTokenToo() {
        post(token)
                .headers(headers -> headers.setBearerAuth(authkey))
                .exchange()
                .expectBody()
                .jsonPath("$.active")
                .isEqualTo(true);
    }

    @Test
    void refusesWhoeverHasNoAuthkey() {
        assertUnauthorized(post(token).exchange());
        assertUnauthorized(introspect("ak_nobody-has-this-one", token));
        assertUnauthorized(introspect("demo-token", token));
    }

    @Test
    void refusesARequestWithoutOneToken() {
        String[] bodies = {
            "",
            "token_type_hint=access_token",
            "token=a&token=b",
            "token=%zz",
            "token=" + "a".repeat(1 << 20)
        };
        for (String body : bodies) {
            form(body)
                    .headers(headers -> headers.setBasicAuth("shop", authkey))
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .json("{\"error\":\"invalid_request\"}");
        }
    }

    @Test
    void refusesAnotherContentType() {
        anyone().post()
                .uri("/oauth2/introspect")
                .headers(headers -> headers.setBasicAuth("shop", authkey))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"token\":\"" + token + "\"}")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void marksDemoCredentials() {
        String demo =
                tokens.issue(
                        new Claims(
                                reqId,
                                WIDGET,
                                IDENTIFIER,
                                Channel.SMS,
                                clock.instant(),
                                false,
                                true));

        introspect(authkey, demo).expectBody().jsonPath("$.demo").isEqualTo(true);
    }

    private void assertInactive(String key, String given) {
        byte[] body =
                introspect(key, given)
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody();
        assertThat(body).asString().isEqualTo(INACTIVE);
    }

    private static void assertUnauthorized(ResponseSpec response) {
        response.expectStatus()
                .isEqualTo(HttpStatus.UNAUTHORIZED)
                .expectHeader()
                .valueMatches(HttpHeaders.WWW_AUTHENTICATE, "Basic .*")
                .expectBody()
                .json("{\"error\":\"invalid_client\"}");
    }

    private ResponseSpec introspect(String key, String given) {
        return post(given).headers(headers -> headers.setBasicAuth("shop", key)).exchange();
    }

    private RequestHeadersSpec<?> post(String given) {
        return form("token=" + given);
    }

    private RequestHeadersSpec<?> form(String body) {
        return anyone().post()
                .uri("/oauth2/introspect")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(body);
    }

    private Claims claims(Instant issuedAt, String widget, String identifier) {
        return new Claims(reqId, widget, identifier, Channel.SMS, issuedAt, false, false);
    }

    private void insertRequest(Instant verifiedAt) {
        database.sql(
                        """
                        INSERT INTO request (id, account_id, widget_id, platform, identifier,
                            identifier_hash, channel, code_hash, attempt_limit,
                            retry_limit, retry_wait, created_at, sent_at, expires_at, verified_at,
                            idempotency_hash)
                        VALUES (:id, :account, :widget, 'web', :identifier, '', 11, '', 3, 3, 30,
                            :now, :now, :now, :now, '')
                        """)
                .bind("id", reqId)
                .bind("account", accountId)
                .bind("widget", WIDGET)
                .bind("identifier", IDENTIFIER)
                .bind("now", verifiedAt)
                .then()
                .block();
    }

    private void update(String column, Instant time) {
        database.sql("UPDATE request SET " + column + " = :time WHERE id = :id")
                .bind("time", time)
                .bind("id", reqId)
                .then()
                .block();
    }
}
