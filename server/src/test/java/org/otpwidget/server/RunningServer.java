package org.otpwidget.server;

import org.junit.jupiter.api.BeforeEach;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.Authkeys;
import org.otpwidget.server.database.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.util.Objects;

/**
 * The whole server on a random port and a real PostgreSQL, shared by all test classes that extend
 * this; each test has an account of its own with an admin authkey.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningServer {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DataBufferFactory BUFFERS = new DefaultDataBufferFactory();

    @LocalServerPort private int port;
    @Autowired protected Accounts accounts;
    @Autowired protected Authkeys authkeys;

    protected long accountId;
    protected String adminKey = "";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("otp.trusted-proxies", () -> "127.0.0.1");
        registry.add("otp.provider.private-addresses", () -> "true");
    }

    @BeforeEach
    void openAccount() {
        accountId = newAccount();
        adminKey = newKey(accountId, Scope.ADMIN);
    }

    /** An account without credentials. */
    protected long newAccount() {
        return accounts.create("Test").blockOptional().orElseThrow().id();
    }

    /** The secret value of a new authkey. */
    protected String newKey(long account, Scope... scopes) {
        String key =
                authkeys.create(account, AuthkeyForm.of("Test", scopes))
                        .blockOptional()
                        .orElseThrow()
                        .key();
        LogWatch.secret(key);
        return key;
    }

    /** A client without credentials. */
    protected WebTestClient anyone() {
        return WebTestClient.bindToServer()
                .baseUrl(base())
                .filter((request, next) -> next.exchange(request).flatMap(RunningServer::whole))
                .build();
    }

    /** A client with an authkey. */
    protected WebTestClient as(String authkey) {
        return anyone().mutate().defaultHeader("authkey", authkey).build();
    }

    /** A call of this test's administrator. */
    protected WebTestClient.ResponseSpec call(HttpMethod method, String path) {
        return as(adminKey).method(method).uri(path).exchange();
    }

    /** A call of this test's administrator with a JSON body. */
    protected WebTestClient.ResponseSpec call(HttpMethod method, String path, String body) {
        return as(adminKey)
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    /** The server's address, for paths that a client would encode again. */
    protected String base() {
        return "http://127.0.0.1:" + port;
    }

    /** The body of an answer. */
    protected static JsonNode json(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(JsonNode.class).returnResult().getResponseBody());
    }

    /**
     * Reads every body to its end, since tests that look at the status only would leave it open.
     */
    private static Mono<ClientResponse> whole(ClientResponse answer) {
        return answer.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(bytes -> answer.mutate().body(Flux.just(BUFFERS.wrap(bytes))).build());
    }
}
