package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.verification.live.LiveRequests;
import org.otpwidget.server.verification.live.LiveState;
import org.otpwidget.server.widget.Widget;
import org.springframework.beans.factory.annotation.Autowired;

import reactor.core.publisher.Flux;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What a page hears of its request while it waits. */
class LiveStateIntegrationTests extends LinkServer {

    @Autowired private LiveRequests live;

    @Test
    void aPageSeesItsMessageArriveAndTheCodeAccepted() throws Exception {
        Site site = site();
        String number = mobile();
        String reqId = site.started(number);
        String code = postbox.code(reqId);
        try (var stream = EventStream.open(base(), site, reqId, "Origin", "https://a.example")) {
            assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(stream.headers().map())
                    .containsEntry("Cache-Control", List.of("no-store"))
                    .containsEntry("X-Accel-Buffering", List.of("no"))
                    .containsEntry("Access-Control-Allow-Origin", List.of("https://a.example"));
            JsonNode sent = stream.await(state -> status(state).equals("sent"));
            assertThat(sent.path("status").asString()).isEqualTo("pending");
            assertThat(sent.path("messages").get(0).path("channel").asString()).isEqualTo("11");
            assertThat(sent.path("nextChannel").isNull()).isTrue();

            update(reqId, "status = 'delivered', finished_at = sent_at");
            stream.await(state -> status(state).equals("delivered"));

            assertThat(site.verify(reqId, code).succeeded()).isTrue();
            stream.awaitStatus("verified");
            assertThat(stream.ends()).isTrue();
            assertThat(stream.all()).doesNotContain(number, code, site.token());
        }
    }

    @Test
    void aReloadedPageGetsTheWholeStateAtOnceAndAfterTheEndToo() throws Exception {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        try (var before = EventStream.open(base(), site, reqId)) {
            before.await(state -> status(state).equals("sent"));
        }
        try (var after = EventStream.open(base(), site, reqId)) {
            after.await(state -> status(state).equals("sent"));
            site.verify(reqId, code);
            after.awaitStatus("verified");
        }
        try (var late = EventStream.open(base(), site, reqId)) {
            late.awaitStatus("verified");
            assertThat(late.ends()).isTrue();
        }
    }

    @Test
    void aConfirmationElsewhereCompletesTheWaitingPage() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        try (var stream = EventStream.open(base(), site, sent.reqId())) {
            stream.awaitStatus("pending");
            LinkBrowser.of(base(), "curl/8", null).get(sent.path());
            stream.await(state -> state.path("openedByScanner").asBoolean());
            LinkBrowser.of(base())
                    .post(
                            sent.path(),
                            "action",
                            "confirm",
                            "digits",
                            Objects.requireNonNull(sent.matchCode()));
            stream.awaitStatus("confirmed");
            assertThat(stream.ends()).isTrue();
            assertThat(stream.all())
                    .doesNotContain(sent.path().substring(3))
                    .doesNotContain(sent.path().substring(14))
                    .doesNotContain("eyJ");
        }
    }

    @Test
    void theWaitingPageHearsWhetherTheRedirectPageHasTheToken() throws Exception {
        Site site = linkSite();
        LinkBrowser asking = LinkBrowser.of(base());
        Sent here = sendLink(site, asking);
        Sent elsewhere = sendLink(site, asking);
        try (var one = EventStream.open(base(), site, here.reqId());
                var other = EventStream.open(base(), site, elsewhere.reqId())) {
            asking.post(here.path(), "action", "confirm");
            one.await(LiveStateIntegrationTests::confirmedWithRedirect);
            String digits = Objects.requireNonNull(elsewhere.matchCode());
            LinkBrowser stranger = LinkBrowser.of(base());
            stranger.post(elsewhere.path(), "action", "confirm", "digits", wrong(elsewhere));
            stranger.post(elsewhere.path(), "action", "confirm", "digits", digits);
            JsonNode confirmed =
                    other.await(state -> state.path("status").asString().equals("confirmed"));
            assertThat(confirmed.path("redirected").asBoolean(true)).isFalse();
        }
    }

    private static boolean confirmedWithRedirect(JsonNode state) {
        return state.path("status").asString().equals("confirmed")
                && state.path("redirected").asBoolean();
    }

    @Test
    void aDenialAndTheExpiryEndTheStream() throws Exception {
        Site site = linkSite();
        Sent denied = sendLink(site, LinkBrowser.of(base()));
        Sent late = sendLink(site, LinkBrowser.of(base()));
        try (var one = EventStream.open(base(), site, denied.reqId());
                var other = EventStream.open(base(), site, late.reqId())) {
            one.awaitStatus("pending");
            other.awaitStatus("pending");
            LinkBrowser.of(base()).post(denied.path(), "action", "deny");
            one.awaitStatus("voided");
            assertThat(one.ends()).isTrue();
            clock.move(Duration.ofMinutes(10));
            other.awaitStatus("expired");
            assertThat(other.ends()).isTrue();
        }
    }

    @Test
    void aMessageThatDoesNotArriveNamesTheChannelThatMayHelp() throws Exception {
        Site site = site();
        String reqId = site.started(mobile());
        postbox.code(reqId);
        try (var stream = EventStream.open(base(), site, reqId)) {
            stream.await(state -> status(state).equals("sent"));
            clock.move(Duration.ofSeconds(20));
            JsonNode slow = stream.await(state -> state.path("hint").isString());
            assertThat(slow.path("hint").asString()).isEqualTo("carrier_delay");
            assertThat(slow.path("nextChannel").asString()).isEqualTo("12");

            update(reqId, "status = 'failed', cause = 'bad_recipient'");
            JsonNode failed = stream.await(state -> status(state).equals("failed"));
            assertThat(failed.path("hint").asString()).isEqualTo("bad_recipient");
            assertThat(failed.path("messages").get(0).path("cause").asString())
                    .isEqualTo("bad_recipient");

            clock.move(Duration.ofSeconds(10));
            assertThat(site.retry(reqId, "retryChannel", "12").succeeded()).isTrue();
            JsonNode again =
                    stream.await(
                            state ->
                                    state.path("messages").size() == 2
                                            && status(state).equals("sent"));
            assertThat(again.path("hint").isNull()).isTrue();
            assertThat(again.path("nextChannel").isNull()).isTrue();
        }
    }

    @Test
    void manyStreamsOfARequestShareOneReadOfAChange() throws Exception {
        Site site = site();
        String reqId = site.started(mobile());
        postbox.code(reqId);
        try (var one = EventStream.open(base(), site, reqId);
                var two = EventStream.open(base(), site, reqId);
                var three = EventStream.open(base(), site, reqId)) {
            for (EventStream stream : new EventStream[] {one, two, three}) {
                stream.await(state -> status(state).equals("sent"));
            }
            settle();
            statements.forget();
            update(reqId, "status = 'delivered', finished_at = sent_at");
            for (EventStream stream : new EventStream[] {one, two, three}) {
                stream.await(state -> status(state).equals("delivered"));
            }
            assertThat(statements.made()).filteredOn(sql -> sql.contains("jsonb_agg")).hasSize(1);
        }
    }

    @Test
    void aPageThatPollsHearsTheSame() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        Answer pending = state(site, reqId);
        assertThat(pending.message()).isEqualTo(reqId);
        assertThat(pending.body().path("state").path("status").asString()).isEqualTo("pending");
        site.verify(reqId, code);
        assertThat(state(site, reqId).body().path("state").path("status").asString())
                .isEqualTo("verified");
        assertThat(state(site, reqId).body().toString()).doesNotContain(code);
    }

    @Test
    void onlyWhoMayAskHears() throws Exception {
        Site site = site();
        String reqId = site.started(mobile());
        assertReason(state(site, "f".repeat(24)), "not_found");
        assertReason(state(site, "nonsense"), "not_found");
        assertReason(state(site().with(site.token()), reqId), "auth");
        Site other =
                new Site(
                        site.client(),
                        site.account(),
                        widget(site.account(), OPEN),
                        site.token(),
                        "");
        assertReason(state(other, reqId), "not_found");

        Site bound =
                site.with(
                        token(
                                site.account(),
                                TokenForm.read(
                                        json(
                                                "{\"name\":\"a\",\"origins\":[\"https://a.example\"]}"))));
        assertReason(state(bound, reqId, "Origin", "https://b.example"), "origin_not_allowed");
        assertThat(state(bound, reqId, "Origin", "https://a.example").succeeded()).isTrue();
        try (var foreign = EventStream.open(base(), bound, reqId, "Origin", "https://b.example")) {
            assertThat(foreign.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualTo("application/json");
        }
    }

    @Test
    void readsThatComeTogetherAreOfTheirOwnWidgets() {
        Site site = site();
        String reqId = site.started(mobile());
        Widget own = got(widgets.find(site.widget()));
        Widget other = got(widgets.find(widget(site.account(), OPEN)));
        var seen =
                Flux.range(0, 300)
                        .flatMap(
                                n ->
                                        live.state(n % 2 == 0 ? own : other, reqId)
                                                .map(_ -> n % 2 == 0 ? "own" : "other"),
                                300)
                        .collectList();
        assertThat(got(seen)).hasSize(150).containsOnly("own");
    }

    @Test
    void aStreamOfAnotherWidgetTakesNoPartInARequest() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        Widget own = got(widgets.find(site.widget()));
        Widget other = got(widgets.find(widget(site.account(), OPEN)));
        var foreign = live.states(other, reqId).collectList().toFuture();
        for (int n = 0; n < 5; n++) {
            assertThat(live.hasRoom(own, reqId)).isTrue();
            var _ = live.states(other, reqId).collectList().toFuture();
        }
        var hears = live.states(own, reqId).collectList().toFuture();
        assertThat(site.verify(reqId, code).succeeded()).isTrue();
        assertThat(hears.join().getLast().status()).isEqualTo(LiveState.Status.VERIFIED);
        assertThat(foreign.join()).isEmpty();
    }

    @Test
    void aBlockedAddressHearsNothingAndLookingIsNoHit() throws Exception {
        Site site = site();
        Site limited =
                site.with(
                        token(
                                site.account(),
                                TokenForm.read(
                                        json(
                                                "{\"name\":\"a\",\"throttle\":{\"hits\":2,\"period\":60,\"block\":60}}"))));
        String reqId = limited.started(mobile());
        for (int n = 0; n < 5; n++) {
            assertThat(state(limited, reqId).succeeded()).isTrue();
        }
        limited.verify(reqId, "0000");
        assertReason(limited.verify(reqId, "0000"), "rate_limited");
        clock.move(Duration.ofSeconds(2)); // what is remembered of an address is that old at most
        assertReason(state(limited, reqId), "rate_limited");
        try (var stream = EventStream.open(base(), limited, reqId)) {
            assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualTo("application/json");
        }
    }

    @Test
    void whatNobodyLooksAtIsNotAnnounced() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        site.verify(reqId, code);
        assertThat(
                        number(
                                "SELECT count(*) FROM request WHERE watched_until IS NOT NULL AND"
                                        + " id = '"
                                        + reqId
                                        + "'"))
                .isZero();
    }

    /** Waits until the second reading of a new stream is over. */
    private void settle() {
        await().during(Duration.ofMillis(1500))
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            boolean quiet =
                                    statements.made().stream()
                                            .noneMatch(sql -> sql.contains("jsonb_agg"));
                            statements.forget();
                            return quiet;
                        });
    }

    private static Answer state(Site site, String reqId, String... headers) {
        return site.client()
                .get(
                        "requestState?widgetId=%s&tokenAuth=%s&reqId=%s"
                                .formatted(site.widget(), site.token(), reqId),
                        headers);
    }

    private static String status(JsonNode state) {
        JsonNode messages = state.path("messages");
        return messages.path(messages.size() - 1).path("status").asString("");
    }

    private void update(String reqId, String set) {
        got(
                database.sql("UPDATE message SET " + set + " WHERE request_id = :id")
                        .bind("id", reqId)
                        .fetch()
                        .rowsUpdated());
    }

    private static void assertReason(Answer answer, String reason) {
        assertThat(answer.text("reason")).as(answer.toString()).isEqualTo(reason);
    }
}
