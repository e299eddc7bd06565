package org.otpwidget.server.webhook;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.delivery.OutsideCalls;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problems;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What administrators want of a webhook besides its events: trials, and what became of these. */
public final class WebhookDesk {

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookClient client;
    private final Clock clock;
    private final Scheduler timer;

    WebhookDesk(
            Webhooks webhooks,
            Deliveries deliveries,
            WebhookClient client,
            Clock clock,
            Scheduler timer) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.client = client;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * Sends an event of the type {@code webhook.test} that is kept nowhere, also to a webhook that
     * is off; empty when the account has none of this id.
     */
    public Mono<WebhookTrial> tryOut(long accountId, String id) {
        return webhooks.get(accountId, id)
                .flatMap(_ -> deliveries.target(id, clock.instant()))
                .flatMap(this::tryOut);
    }

    private Mono<WebhookTrial> tryOut(Target target) {
        var now = clock.instant();
        var event = new LinkedHashMap<String, Object>();
        event.put("type", "webhook.test");
        event.put("timestamp", now.toString());
        event.put("data", Map.of("webhookId", target.webhookId()));
        long start = timer.now(TimeUnit.MILLISECONDS);
        return client.send(target, Ids.next(now), JsonMapper.shared().writeValueAsString(event))
                .map(answer -> trial(answer, timer.now(TimeUnit.MILLISECONDS) - start));
    }

    /**
     * A webhook's deliveries, newest first; empty when the account has none of this id.
     *
     * @param status the only one wanted; empty: all
     */
    public Mono<Page<WebhookDelivery>> list(
            long accountId, String id, String status, PageQuery query) {
        return webhooks.get(accountId, id)
                .flatMap(_ -> deliveries.list(id, status, query).collectList())
                .map(found -> Page.of(found, query, WebhookDelivery::id));
    }

    /**
     * Makes a delivery due once more, with all its attempts; empty when there is none of these ids,
     * refused while the webhook is off.
     */
    public Mono<WebhookDelivery> replay(long accountId, String id, String deliveryId) {
        return webhooks.get(accountId, id)
                .filter(_ -> Ids.isId(deliveryId))
                .flatMap(
                        webhook ->
                                webhook.enabled()
                                        ? deliveries.replay(id, deliveryId, clock.instant())
                                        : Problems.conflict(
                                                        "This webhook is off:"
                                                                + " switch it on"
                                                                + " first.")
                                                .signal());
    }

    private static WebhookTrial trial(OutsideCalls.Answer answer, long millis) {
        Integer status = answer.status();
        boolean delivered = status != null && status >= 200 && status < 300;
        return new WebhookTrial(
                delivered ? "delivered" : "failed", status, answer.failure(), millis);
    }
}
