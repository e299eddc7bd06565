package org.otpwidget.server.report;

/** What is read to tell what needs attention. Ids begin with the time, so days are index ranges. */
final class AttentionSql {

    /** Webhooks that are gone, or whose latest events were tried and not taken. */
    static final String WEBHOOKS =
            """
            SELECT w.id, w.name, w.disabled_because IS NOT NULL AS gone, last.tried
              FROM webhook w
             CROSS JOIN LATERAL (
                   SELECT count(*) AS tried, count(*) FILTER (WHERE status = 'delivered') AS taken
                     FROM (SELECT status FROM (
                               SELECT id, status, attempts FROM webhook_delivery d
                                WHERE d.webhook_id = w.id AND d.id >= :from
                                ORDER BY d.id DESC LIMIT 50) latest
                            WHERE attempts > 0 ORDER BY id DESC LIMIT :enough) few) AS last
             WHERE w.account_id = :account
               AND (w.disabled_because IS NOT NULL
                    OR (w.enabled AND last.tried >= :enough AND last.taken = 0))
             ORDER BY w.id
            """;

    /** Authkeys that end soon while none of their name goes on; and whether any opens /v1. */
    static final String AUTHKEYS =
            """
            WITH usable AS (
                SELECT id, name, scopes, expires_at FROM authkey
                 WHERE account_id = :account AND enabled
                   AND (expires_at IS NULL OR expires_at > :now))
            SELECT id, name, expires_at FROM usable ending
             WHERE expires_at <= :soon
               AND NOT EXISTS (
                   SELECT FROM usable other WHERE other.name = ending.name
                      AND (other.expires_at IS NULL OR other.expires_at > :soon))
             UNION ALL
            SELECT NULL, NULL, NULL
             WHERE NOT EXISTS (SELECT FROM usable WHERE 'admin' = ANY (scopes))
            """;

    private AttentionSql() {}
}
