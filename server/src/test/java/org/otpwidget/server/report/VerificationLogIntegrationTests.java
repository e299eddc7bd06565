package org.otpwidget.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.report.Event.Kind;
import org.otpwidget.server.report.Verification.State;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What operators read of requests that really happened. */
class VerificationLogIntegrationTests extends VerificationServer {

    private static final PageQuery FIRST = new PageQuery(50, null);

    @Autowired private Verifications verifications;

    @Test
    void tellsWhatHappenedInOrder() {
        var site = site();
        String reqId = site.started(mobile());
        postbox.await(reqId, 1);
        site.verify(reqId, Site.wrong(postbox.code(reqId)));
        clock.move(Duration.ofMinutes(1));
        site.retry(reqId);
        postbox.await(reqId, 2);
        assertThat(of(site, reqId).verification().state()).isEqualTo(State.WAITING);
        clock.move(Duration.ofSeconds(20));
        String token = site.verify(reqId, postbox.code(reqId)).message();
        assertThat(of(site, reqId).verification().state()).isEqualTo(State.VERIFIED);
        clock.move(Duration.ofSeconds(1));
        site.exchange(token);

        var timeline = of(site, reqId);
        assertThat(timeline.events().stream().map(Event::kind))
                .containsSubsequence(
                        Kind.ASKED, Kind.RESENT, Kind.WRONG, Kind.VERIFIED, Kind.EXCHANGED);
        assertThat(timeline.verification().wrongCodes()).isEqualTo(1);
        assertThat(timeline.verification().resends()).isEqualTo(1);
        assertThat(timeline.verification().state()).isEqualTo(State.EXCHANGED);
        assertThat(timeline.verification().widgetName()).isEqualTo("Shop");
    }

    @Test
    void tellsTheEndOfWhatWasNeverVerified() {
        var site = site();
        String tried = site.started(mobile());
        String code = postbox.code(tried);
        for (int n = 1; n <= 5; n++) {
            site.verify(tried, Site.wrong(code, n));
        }
        String left = site.started(mobile());
        assertThat(of(site, tried).verification().state()).isEqualTo(State.EXCEEDED);
        assertThat(of(site, tried).events().getLast().kind()).isEqualTo(Kind.EXCEEDED);

        clock.move(Duration.ofDays(1));
        assertThat(of(site, left).verification().state()).isEqualTo(State.EXPIRED);
        assertThat(of(site, left).events().getLast().kind()).isEqualTo(Kind.EXPIRED);
    }

    @Test
    void marksWhatNoCodeWasSentFor() {
        String person = mobile();
        var site =
                siteWith(
                        "demoCredentials",
                        "{\"name\":\"Review\",\"mobile\":\"%s\",\"otp\":\"424242\"}"
                                .formatted(person));
        String demo = site.started(person);
        site.verify(demo, "424242");
        assertThat(of(site, demo).verification().demo()).isTrue();
        assertThat(kinds(of(site, demo))).containsExactly(Kind.ASKED, Kind.DEMO, Kind.VERIFIED);

        String unsent = site.started(mobile());
        assertThat(of(site, unsent).verification().demo()).isFalse();
        got(
                database.sql(
                                """
                                WITH gone AS (DELETE FROM message WHERE request_id = :id)
                                UPDATE request SET invisible = true, verified_at = created_at
                                 WHERE id = :id
                                """)
                        .bind("id", unsent)
                        .fetch()
                        .rowsUpdated());
        assertThat(of(site, unsent).verification().invisible()).isTrue();
        assertThat(kinds(of(site, unsent)))
                .containsExactly(Kind.ASKED, Kind.INVISIBLE, Kind.VERIFIED);
    }

    @Test
    void tellsWhenALinkWasDenied() {
        var site = site();
        String reqId = site.started(mobile());
        clock.move(Duration.ofMinutes(1));
        got(
                database.sql("UPDATE request SET voided_at = :now WHERE id = :id")
                        .bind("now", clock.instant())
                        .bind("id", reqId)
                        .fetch()
                        .rowsUpdated());
        clock.move(Duration.ofDays(1));
        var timeline = of(site, reqId);
        assertThat(timeline.verification().state()).isEqualTo(State.VOIDED);
        assertThat(timeline.events().getLast().kind()).isEqualTo(Kind.VOIDED);
        assertThat(timeline.events().getLast().at())
                .isEqualTo(timeline.verification().voidedAt())
                .isEqualTo(timeline.verification().createdAt().plusSeconds(60));
    }

    @Test
    void tellsWhyAMessageNeverArrived() {
        var site = site();
        String reqId = site.started(mobile());
        postbox.await(reqId, 1);
        got(
                database.sql(
                                """
                                UPDATE message SET status = 'failed', sent_at = created_at,
                                       finished_at = created_at + interval '3 s', cause = 'refused',
                                       provider = 'carrier', reason = 'no such route'
                                WHERE request_id = :id
                                """)
                        .bind("id", reqId)
                        .fetch()
                        .rowsUpdated());

        var timeline = of(site, reqId);
        var last = timeline.events().getLast();
        assertThat(timeline.verification().state()).isEqualTo(State.FAILED);
        assertThat(last.kind()).isEqualTo(Kind.FAILED);
        assertThat(last.provider()).isEqualTo("carrier");
        assertThat(last.reason()).isEqualTo("no such route");
        assertThat(last.cause()).isEqualTo("refused");
    }

    @Test
    void listsTheLatestFirstPageByPage() {
        var site = site();
        String first = startedLater(site, mobile());
        String second = startedLater(site, mobile());
        String third = startedLater(site, mobile());

        var page = got(verifications.latest(site.account(), new PageQuery(2, null)));
        assertThat(ids(page.items())).containsExactly(third, second);
        var rest = got(verifications.latest(site.account(), new PageQuery(2, page.next())));
        assertThat(ids(rest.items())).containsExactly(first);
        assertThat(rest.next()).isNull();
        assertThat(got(verifications.latest(site().account(), FIRST)).items()).isEmpty();
        assertThat(verifications.get(site().account(), first).blockOptional()).isEmpty();
    }

    @Test
    void findsAPerson() {
        var site = site();
        String person = mobile();
        String first = startedLater(site, person);
        startedLater(site, mobile());
        String again = startedLater(site, person);

        var found = got(verifications.latest(site.account(), FIRST, identifier(person)));
        assertThat(ids(found.items())).containsExactly(again, first);
        assertThat(got(verifications.latest(site().account(), FIRST, identifier(person))).items())
                .isEmpty();
    }

    @Test
    void answersTheSameOverTheApi() {
        var site = site();
        String person = email();
        String reqId = startedLater(site, person);
        String path = "/v1/verifications";

        assertThat(json(site, path).at("/items/0/reqId").asString()).isEqualTo(reqId);
        assertThat(json(site, path + "?identifier=" + person).at("/items/0/identifier").asString())
                .isEqualTo(person);
        assertThat(json(site, path + "/" + reqId).at("/events/0/kind").asString())
                .isEqualTo("asked");
        assertThat(json(site, path + "/" + reqId).path("state").asString()).isEqualTo("waiting");
        assertThat(json(site, path + "?identifier=12").at("/errors/0/field").asString())
                .isEqualTo("identifier");
        assertThat(json(site(), path + "/" + reqId).path("status").asInt()).isEqualTo(404);
    }

    private String startedLater(Site site, String identifier) {
        clock.move(Duration.ofSeconds(1));
        String reqId = site.started(identifier);
        postbox.await(reqId, 1);
        return reqId;
    }

    private Timeline of(Site site, String reqId) {
        return got(verifications.get(site.account(), reqId));
    }

    private static List<Kind> kinds(Timeline timeline) {
        return timeline.events().stream().map(Event::kind).toList();
    }

    private static List<String> ids(List<Verification> found) {
        return found.stream().map(Verification::reqId).toList();
    }

    private static Identifier identifier(String text) {
        return ((Accepted) Identifiers.parse(text, true, true)).identifier();
    }

    private JsonNode json(Site site, String path) {
        String key =
                got(authkeys.create(site.account(), AuthkeyForm.of("Admin", Scope.ADMIN))).key();
        LogWatch.secret(key);
        return Objects.requireNonNull(
                WebTestClient.bindToServer()
                        .baseUrl(base())
                        .defaultHeader("authkey", key)
                        .build()
                        .get()
                        .uri(path)
                        .exchange()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody());
    }
}
