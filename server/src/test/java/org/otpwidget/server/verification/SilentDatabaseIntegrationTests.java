package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.database.FalteringProxy;
import org.otpwidget.server.database.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The database stays connected but says nothing more, as behind a broken network. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext
class SilentDatabaseIntegrationTests {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final FalteringProxy PROXY = new FalteringProxy(DATABASE);

    /** With a time limit of two seconds, and five more to find that no new connection opens. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    @LocalServerPort private int port;
    private Site site = new Site(new WidgetClient(""), 0, "", "", "");

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("otp.database-url", PROXY::url);
        registry.add("otp.database-time-limit", () -> "2s");
    }

    @BeforeEach
    void connect() {
        site =
                new Site(
                        new WidgetClient("http://127.0.0.1:" + port),
                        0,
                        "3465756a3173343636383032",
                        "demo-token",
                        "demo-authkey");
    }

    @Test
    void callsEndInTimeAndWorkAgainWhenTheDatabaseIsBack() {
        assertThat(site.send("919876500001").succeeded()).isTrue();
        assertThat(statusOf("readiness")).isEqualTo(200);

        PROXY.fallSilent();
        List<CompletableFuture<Answer>> calls =
                IntStream.range(0, 20)
                        .mapToObj(n -> "9198765001%02d".formatted(n))
                        .map(mobile -> later(mobile, "demo-token"))
                        .toList();
        CompletableFuture<Answer> unknown = later("919876500002", "not-cached");
        await().atMost(BOUND).until(() -> statusOf("readiness") == 503);
        assertThat(statusOf("liveness")).isEqualTo(200);
        assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)))
                .succeedsWithin(BOUND);
        assertThat(calls).extracting(CompletableFuture::join).allSatisfy(this::isUnavailable);
        assertThat(unknown).succeedsWithin(BOUND).satisfies(this::isUnavailable);

        PROXY.recover();
        await().atMost(BOUND).until(() -> statusOf("readiness") == 200);
        assertThat(IntStream.range(0, 20).mapToObj(n -> site.send("9198765002%02d".formatted(n))))
                .allMatch(Answer::succeeded);
    }

    private CompletableFuture<Answer> later(String mobile, String token) {
        return site.client().later("sendOtp", site.with(token).body("identifier", mobile));
    }

    private void isUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("type")).isEqualTo("error");
        assertThat(answer.text("reason")).isEqualTo("server_error");
        assertThat(answer.message())
                .isEqualTo("The service is not available right now. Please try again.");
    }

    private int statusOf(String probe) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .get()
                .uri("/actuator/health/" + probe)
                .exchange()
                .returnResult(Map.class)
                .getStatus()
                .value();
    }
}
