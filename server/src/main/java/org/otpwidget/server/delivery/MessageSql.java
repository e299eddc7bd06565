package org.otpwidget.server.delivery;

import org.otpwidget.server.database.Purge;

/** The statements of the outbox. $1 is the time now, unless it says otherwise. */
final class MessageSql {

    /** The code is alive: its request waits for it, and no newer code took its place. */
    private static final String ALIVE =
            """
            (r.id IS NOT NULL AND r.verified_at IS NULL AND r.expires_at > $1 AND m.expires_at > $1
             AND r.code_sealed IS NOT DISTINCT FROM m.secret)
            """;

    /**
     * A resend waits for its time, and the message m is the last one before it: later ones may
     * still arrive.
     */
    private static final String WAITS_IN_VAIN =
            """
            r.auto_retry_at > $1 AND r.verified_at IS NULL
            AND NOT EXISTS (SELECT FROM message later
                             WHERE later.account_id = r.account_id AND later.request_id = r.id
                               AND later.id > m.id)
            """;

    /**
     * Leases rows. $2: new due time; $3: channels; $4: how many rows of each at most; $5, $6:
     * accounts and channels whose providers are busy on this node.
     */
    static final String LEASE =
            """
            WITH due AS MATERIALIZED (
                SELECT found.id
                  FROM unnest($3::smallint[]) AS lane(channel)
                 CROSS JOIN LATERAL (
                       SELECT m.id FROM message m JOIN request r ON r.id = m.request_id
                        WHERE m.status = 'queued' AND m.channel = lane.channel AND m.due_at <= $1
                          AND NOT EXISTS (
                              SELECT FROM unnest($5::bigint[], $6::smallint[]) AS busy(account, channel)
                               WHERE busy.account = m.account_id AND busy.channel = m.channel)
                          AND %s
                        ORDER BY m.due_at LIMIT $4
                          FOR UPDATE OF m SKIP LOCKED) AS found)
            UPDATE message m SET due_at = $2 FROM due WHERE m.id = due.id
            RETURNING m.id, m.request_id, m.account_id, m.widget_id, m.channel, m.recipient,
                      m.lang, m.host, m.variables::text AS variables, m.secret, m.expires_at,
                      m.due_at, m.attempts, m.tried,
                      (SELECT w.settings ->> 'name' FROM widget w
                        WHERE w.id = m.widget_id) AS widget_name,
                      (SELECT w.settings ->> 'callerId' FROM widget w
                        WHERE w.id = m.widget_id) AS caller_id
            """
                    .formatted(ALIVE);

    /** Whether a message may still be sent. $2: its id. */
    static final String IS_ALIVE =
            """
            SELECT EXISTS (SELECT FROM message m JOIN request r ON r.id = m.request_id
                            WHERE m.id = $2 AND m.status = 'queued' AND %s) AS alive
            """
                    .formatted(ALIVE);

    /** Ends rows that are due and must not be sent. $2: how many. */
    static final String CLOSE_OVER =
            """
            UPDATE message m SET status = 'expired', secret = NULL, reason = gone.reason
              FROM (SELECT m.id,
                           CASE WHEN r.verified_at IS NOT NULL THEN 'verified meanwhile'
                                WHEN m.expires_at <= $1 OR r.expires_at <= $1 THEN 'code expired'
                                ELSE 'code void' END AS reason
                      FROM message m LEFT JOIN request r ON r.id = m.request_id
                     WHERE m.status = 'queued' AND m.due_at <= $1 AND NOT %s
                     LIMIT $2 FOR UPDATE OF m SKIP LOCKED) AS gone
             WHERE m.id = gone.id
            RETURNING m.channel
            """
                    .formatted(ALIVE);

    /**
     * Records outcomes, $1. A row that is not queued any more keeps what is known of it; whatever
     * ends wipes the secret.
     */
    static final String RECORD =
            """
            UPDATE message m
               SET status = d.status, attempts = m.attempts + d.tries,
                   due_at = coalesce(d.due_at, m.due_at), sent_at = d.sent_at,
                   provider = d.provider, provider_id = d.provider_id, reason = d.reason,
                   tried = d.tried, cause = d.cause, finished_at = d.finished_at,
                   secret = CASE WHEN d.status = 'queued' THEN m.secret END
              FROM jsonb_to_recordset($1::jsonb) AS d(
                   id bigint, status text, tries smallint, due_at timestamptz,
                   sent_at timestamptz, provider text, provider_id text, reason text,
                   tried text[], cause text, finished_at timestamptz)
             WHERE m.id = d.id AND m.status = 'queued'
            """;

    /**
     * Records receipts, $2, and tells of each whether its message is known. Delivered is the last
     * word: it takes back a failure, and no failure takes it back. A failure makes an automatic
     * resend due now, since waiting for a delivery is over.
     */
    static final String RECEIPTS =
            """
            WITH item AS MATERIALIZED (
                SELECT * FROM jsonb_to_recordset($2::jsonb) AS d(
                       n integer, provider text, provider_id text, state text,
                       happened_at timestamptz, reason text)),
            best AS (
                SELECT DISTINCT ON (provider, provider_id) * FROM item
                 ORDER BY provider, provider_id, state), -- delivered before failed
            changed AS (
                UPDATE message m
                   SET status = d.state, finished_at = coalesce(d.happened_at, $1),
                       reason = d.reason, reported_at = $1
                  FROM best d
                 WHERE m.provider = d.provider AND m.provider_id = d.provider_id
                   AND (m.status = 'sent' OR (m.status = 'failed' AND d.state = 'delivered'))
                RETURNING m.id, m.request_id, m.status),
            waiting AS (
                SELECT r.id FROM changed m JOIN request r ON r.id = m.request_id
                 WHERE m.status = 'failed' AND %s
                 ORDER BY r.id FOR UPDATE OF r),
            hastened AS (
                UPDATE request r SET auto_retry_at = $1 FROM waiting WHERE r.id = waiting.id)
            SELECT i.n,
                   EXISTS (SELECT FROM message m WHERE m.provider_id = i.provider_id
                                                   AND m.provider = i.provider) AS found
              FROM item i ORDER BY i.n
            """
                    .formatted(WAITS_IN_VAIN);

    /**
     * Makes the automatic resend due now if a request's last message can never arrive. $2: its id.
     */
    static final String HASTEN =
            """
            WITH waiting AS (
                SELECT r.id FROM message m JOIN request r ON r.id = m.request_id
                 WHERE m.id = $2 AND m.status = 'failed' AND %s FOR UPDATE OF r)
            UPDATE request r SET auto_retry_at = $1 FROM waiting WHERE r.id = waiting.id
            """
                    .formatted(WAITS_IN_VAIN);

    /** The due time of the row that has been due longest; now when there is none. */
    static final String OLDEST_DUE =
            """
            SELECT coalesce(min(due_at), $1) AS oldest FROM message
             WHERE status = 'queued' AND due_at <= $1
            """;

    /** Makes leased rows due now. $2: ids. */
    static final String RELEASE =
            "UPDATE message SET due_at = $1 WHERE id = ANY($2) AND status = 'queued'";

    /**
     * Deletes what is too old, account by account: the index leads to the messages of the oldest
     * requests of each, so that nothing that is kept is looked at. $2: seconds that they are kept.
     */
    static final String PURGE =
            """
            WITH eldest AS MATERIALIZED (
                SELECT old.id FROM account a
                 CROSS JOIN LATERAL (
                       SELECT CAST($1 AS timestamptz) - make_interval(
                                  secs => coalesce(a.keep_messages * 86400, $2)) AS until) AS term
                 CROSS JOIN LATERAL (
                       SELECT first.id FROM (
                              SELECT m.id, m.created_at FROM message m
                               WHERE (m.account_id, m.request_id) >= (a.id, '')
                                 AND (m.account_id, m.request_id) < (a.id, %1$s)
                               ORDER BY m.account_id, m.request_id LIMIT %2$d) AS first
                        WHERE first.created_at < term.until) AS old
                 LIMIT %2$d),
            over AS (
                SELECT m.id FROM message m JOIN eldest USING (id) FOR UPDATE OF m SKIP LOCKED)
            DELETE FROM message m USING over WHERE m.id = over.id
            """
                    .formatted(Purge.idsBefore("term.until"), Purge.BATCH);

    /** $1: account; $2: id below which requests are looked at; $3: older than; $4: at most. */
    static final String COUNT =
            """
            SELECT count(*) AS rows FROM (
                SELECT FROM message
                 WHERE (account_id, request_id) >= ($1, '')
                   AND (account_id, request_id) < ($1, $2) AND created_at < $3
                 ORDER BY account_id, request_id LIMIT $4) AS found
            """;

    private MessageSql() {}
}
