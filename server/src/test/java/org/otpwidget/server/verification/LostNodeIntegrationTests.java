package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.provider.VendorStandIn;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.delivery.provider.VendorStandIn.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two servers as they ship, two vendors that fail three calls in ten, a thousand messages, and one
 * server that is killed in the middle.
 */
class LostNodeIntegrationTests {

    private static final Logger log = LoggerFactory.getLogger(LostNodeIntegrationTests.class);

    private static final int MESSAGES = 1000;
    private static final int KILL_AFTER = 300;
    private static final int SENDERS = 48;
    private static final int FAILING_PERCENT = 30;
    private static final String ADMIN = "lost-node-bootstrap-authkey-000000001";

    private final Random chance = new Random(7);
    private final HttpClient http = HttpClient.newHttpClient();

    /** By the message's reference: how often a vendor said that it took it. */
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger takenInAll = new AtomicInteger();

    @Test
    void everyMessageArrivesAndNoneTwiceThatWasRecorded() throws Exception {
        try (var database = TestDatabase.create();
                var first = new VendorStandIn();
                var second = new VendorStandIn();
                var doomed = ServerNode.start(database, "", settings());
                var survivor = ServerNode.start(database, "", settings())) {
            first.answers(this::answer);
            second.answers(this::answer);
            doomed.awaitReady();
            survivor.awaitReady();
            Site site = site(survivor, first, second);

            CompletableFuture<Set<String>> sending =
                    CompletableFuture.supplyAsync(() -> send(site, doomed, survivor));
            await().atMost(Duration.ofMinutes(2)).until(() -> takenInAll.get() >= KILL_AFTER);
            doomed.kill();
            Set<String> recorded = recordedAsSent(database);
            Set<String> requests = sending.get(3, TimeUnit.MINUTES);

            await().atMost(Duration.ofMinutes(3)).until(() -> unfinished(database) == 0);

            assertThat(requests).hasSize(MESSAGES);
            assertThat(requestsTaken()).as("each request got one at least").containsAll(requests);
            Set<String> twice =
                    taken.entrySet().stream()
                            .filter(entry -> entry.getValue().get() > 1)
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet());
            log.info(
                    "{} requests, {} calls refused, {} messages recorded before the kill, {} sent"
                            + " twice",
                    requests.size(),
                    refused,
                    recorded.size(),
                    twice.size());
            assertThat(twice)
                    .as("what was recorded when the node died is not sent again")
                    .doesNotContainAnyElementsOf(recorded);
            assertThat(taken.values()).allSatisfy(times -> assertThat(times).hasValueLessThan(3));
            assertThat(refused).hasPositiveValue();
        } finally {
            http.close();
        }
    }

    private static Map<String, String> settings() {
        return Map.of("OTP_BOOTSTRAP_AUTHKEY", ADMIN, "OTP_PROVIDER_PRIVATE_ADDRESSES", "true");
    }

    /** A vendor that takes its time and fails now and then; it takes nothing that it refuses. */
    private Reply answer(Request request) {
        try {
            boolean interrupted = new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
            assertThat(interrupted).isFalse();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (chance) {
            if (chance.nextInt(100) < FAILING_PERCENT) {
                refused.incrementAndGet();
                return Reply.json(503, "{}");
            }
        }
        String reference = request.json().path("ref").asString();
        taken.computeIfAbsent(reference, _ -> new AtomicInteger()).incrementAndGet();
        takenInAll.incrementAndGet();
        return Reply.json(200, "{'id':'%s'}".formatted(reference));
    }

    private Site site(ServerNode node, VendorStandIn... vendors) throws Exception {
        String widget =
                call(node, "/v1/widgets", "{'name':'Shop','contactPoint':'mobile','captcha':false}")
                        .path("id")
                        .asString();
        String token = call(node, "/v1/tokens", "{'name':'T'}").path("value").asString();
        for (VendorStandIn vendor : vendors) {
            call(
                    node,
                    "/v1/providers",
                    """
                    {'kind':'http','channel':'sms','name':'Stand-in','settings':{'url':'%s/send',
                     'body':'{\\"ref\\":\\"##REFERENCE##\\"}','idPointer':'/id'}}
                    """
                            .formatted(vendor.url()));
        }
        return new Site(node.client(), 0, widget, token, "");
    }

    private JsonNode call(ServerNode node, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(node.url() + path))
                        .header("Content-Type", "application/json")
                        .header("authkey", ADMIN)
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Sends to both nodes in turn; who gets no answer asks the other, with the same key. */
    private static Set<String> send(Site site, ServerNode one, ServerNode other) {
        Site atOne = site.on(one.client());
        Site atOther = site.on(other.client());
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<CompletableFuture<String>> all =
                    IntStream.range(0, MESSAGES)
                            .mapToObj(
                                    n ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            send(
                                                                    n % 2 == 0 ? atOne : atOther,
                                                                    atOther,
                                                                    n),
                                                    senders))
                            .toList();
            return all.stream().map(CompletableFuture::join).collect(Collectors.toSet());
        }
    }

    private static String send(Site site, Site fallback, int n) {
        String mobile = "9198765%05d".formatted(n);
        try {
            return site.started(mobile, "idempotencyKey", "key-" + n);
        } catch (CompletionException _) {
            return fallback.started(mobile, "idempotencyKey", "key-" + n);
        }
    }

    private Set<String> requestsTaken() {
        return taken.keySet().stream()
                .map(reference -> reference.substring(0, reference.indexOf('-')))
                .collect(Collectors.toSet());
    }

    private static Set<String> recordedAsSent(TestDatabase database) {
        return new HashSet<>(
                Objects.requireNonNull(
                        DatabaseClient.create(database.connections())
                                .sql(
                                        "SELECT request_id || '-' || id FROM message WHERE status ="
                                                + " 'sent'")
                                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                                .all()
                                .collectList()
                                .block()));
    }

    private static long unfinished(TestDatabase database) {
        return Objects.requireNonNull(
                DatabaseClient.create(database.connections())
                        .sql("SELECT count(*) FROM message WHERE status <> 'sent'")
                        .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                        .one()
                        .block());
    }
}
