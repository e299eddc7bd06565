package org.otpwidget.server.webhook;

import org.otpwidget.server.database.Purge;

/**
 * The statements on table {@code webhook_delivery}. $1 is the time now, unless it says otherwise.
 */
final class DeliverySql {

    /**
     * Leases events, so many of each webhook at most. It goes from webhook to webhook by the index,
     * so that the many events of one hide those of no other. $2: end of the lease; $3: webhooks
     * that this node is busy with; $4: most of each; $5: most of all.
     */
    static final String LEASE =
            """
            WITH RECURSIVE waiting(webhook_id) AS (
                (SELECT webhook_id FROM webhook_delivery WHERE status = 'pending'
                  ORDER BY webhook_id LIMIT 1)
                UNION ALL
                SELECT (SELECT d.webhook_id FROM webhook_delivery d
                         WHERE d.status = 'pending' AND d.webhook_id > waiting.webhook_id
                         ORDER BY d.webhook_id LIMIT 1)
                  FROM waiting WHERE waiting.webhook_id IS NOT NULL),
            lane AS MATERIALIZED (
                SELECT w.id FROM waiting JOIN webhook w ON w.id = waiting.webhook_id
                 WHERE w.enabled AND w.id <> ALL ($3) ORDER BY random()),
            due AS MATERIALIZED (
                SELECT found.id
                  FROM lane
                 CROSS JOIN LATERAL (
                       SELECT d.id FROM webhook_delivery d
                        WHERE d.webhook_id = lane.id AND d.status = 'pending' AND d.due_at <= $1
                        ORDER BY d.due_at LIMIT $4
                          FOR UPDATE OF d SKIP LOCKED) AS found
                 LIMIT $5)
            UPDATE webhook_delivery d SET due_at = $2
              FROM due, webhook w
             WHERE d.id = due.id AND w.id = d.webhook_id
            RETURNING d.id, d.webhook_id, d.body::text AS body, d.attempts, d.due_at, w.url, w.secret,
                      CASE WHEN w.previous_until > $1 THEN w.previous_secret END AS previous_secret
            """;

    /** Records attempts, $1. An event that is not pending any more keeps what is known of it. */
    static final String RECORD =
            """
            UPDATE webhook_delivery d
               SET status = x.status, attempts = d.attempts + 1,
                   due_at = coalesce(x.due_at, d.due_at), finished_at = x.finished_at,
                   answer = x.answer, reason = x.reason
              FROM jsonb_to_recordset($1::jsonb) AS x(
                   id text, status text, due_at timestamptz, finished_at timestamptz,
                   answer integer, reason text)
             WHERE d.id = x.id AND d.status = 'pending'
            """;

    /** Makes leased events due now. $2: ids. */
    static final String RELEASE =
            "UPDATE webhook_delivery SET due_at = $1 WHERE id = ANY ($2) AND status = 'pending'";

    /**
     * Switches a webhook off that is gone, unless it was changed meanwhile, and writes that down: a
     * form that was opened before doesn't switch it on again unseen. $2: id; $3: URL.
     */
    static final String DISABLE =
            """
            WITH gone AS (
                UPDATE webhook SET enabled = false, disabled_because = 'gone', updated_at = $1
                 WHERE id = $2 AND url = $3 AND enabled
                RETURNING account_id, id, name)
            INSERT INTO audit (account_id, at, actor, actor_name, action, subject, subject_name,
                               changes)
            SELECT account_id, $1, 'system', 'OTP Widget', 'webhook.changed', id, name,
                   '[{"field": "enabled", "before": "true", "after": "false"}]'
              FROM gone
            """;

    /** Writes the events of requests whose time is over. $2: how many at most. */
    static final String EXPIRE = "SELECT webhook_expire_requests($1, $2)";

    private static final String COLUMNS =
            "id, event, status, attempts, due_at, created_at, finished_at, answer, reason,"
                    + " body::text AS body";

    /** $1: webhook; $2: status, empty for all; $3: id that the page ends before; $4: rows. */
    static final String LIST =
            """
            SELECT %s FROM webhook_delivery
             WHERE webhook_id = $1 AND ($2 = '' OR status = $2) AND id < $3
             ORDER BY id DESC LIMIT $4
            """
                    .formatted(COLUMNS);

    /** $2: webhook; $3: id. */
    static final String REPLAY =
            """
            UPDATE webhook_delivery
               SET status = 'pending', due_at = $1, finished_at = NULL,
                   attempts = CASE WHEN status = 'pending' THEN attempts ELSE 0 END
             WHERE webhook_id = $2 AND id = $3
            RETURNING %s
            """
                    .formatted(COLUMNS);

    /**
     * Deletes events that are too old, webhook by webhook: the index leads to the oldest of each,
     * so that nothing that is kept is looked at. One that is pending is tried until its attempts
     * are over, however old it is; where nobody tries, since the webhook is off or gone, it goes so
     * long after it was due. $2: seconds that they are kept.
     */
    static final String PURGE =
            """
            WITH RECURSIVE known(webhook_id) AS (
                (SELECT webhook_id FROM webhook_delivery ORDER BY webhook_id LIMIT 1)
                UNION ALL
                SELECT (SELECT d.webhook_id FROM webhook_delivery d
                         WHERE d.webhook_id > known.webhook_id ORDER BY d.webhook_id LIMIT 1)
                  FROM known WHERE known.webhook_id IS NOT NULL),
            term AS MATERIALIZED (
                SELECT known.webhook_id, w.enabled IS TRUE AS enabled,
                       CAST($1 AS timestamptz) - make_interval(
                           secs => coalesce(a.keep_webhook_deliveries * 86400, $2)) AS until
                  FROM known LEFT JOIN webhook w ON w.id = known.webhook_id
                  LEFT JOIN account a ON a.id = w.account_id
                 WHERE known.webhook_id IS NOT NULL),
            eldest AS MATERIALIZED (
                SELECT old.id, term.enabled, term.until FROM term
                 CROSS JOIN LATERAL (
                       SELECT d.id FROM webhook_delivery d
                        WHERE (d.webhook_id, d.id) >= (term.webhook_id, '')
                          AND (d.webhook_id, d.id) < (term.webhook_id, %1$s)
                          AND (d.status <> 'pending'
                               OR (NOT term.enabled AND d.due_at < term.until))
                        ORDER BY d.webhook_id, d.id LIMIT %2$d) AS old
                 LIMIT %2$d),
            over AS (
                SELECT d.id FROM webhook_delivery d JOIN eldest USING (id)
                 WHERE d.status <> 'pending' OR (NOT eldest.enabled AND d.due_at < eldest.until)
                   FOR UPDATE OF d SKIP LOCKED)
            DELETE FROM webhook_delivery d USING over WHERE d.id = over.id
            """
                    .formatted(Purge.idsBefore("term.until"), Purge.BATCH);

    /** $1: account; $2: id below which they are counted; $3: how many at most. */
    static final String COUNT =
            """
            SELECT count(*) AS rows FROM (
                SELECT FROM webhook w
                 CROSS JOIN LATERAL (
                       SELECT FROM webhook_delivery d
                        WHERE (d.webhook_id, d.id) >= (w.id, '')
                          AND (d.webhook_id, d.id) < (w.id, $2)
                        ORDER BY d.webhook_id, d.id LIMIT $3) AS old
                 WHERE w.account_id = $1 LIMIT $3) AS found
            """;

    private DeliverySql() {}
}
