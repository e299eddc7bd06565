package org.otpwidget.server.report;

import org.otpwidget.server.database.Purge;

/**
 * How figures are read: hours that were counted already from where {@code count_hour} keeps them,
 * and the others from the rows themselves, by ranges of an index that begins with the account.
 */
final class FigureSql {

    /** Counts the next hour that is over ({@code R__hours.sql}). */
    static final String COUNT = "SELECT count_hour(:now) AS counted";

    /**
     * Until when hours were counted; from a time on none before it is missing. A clock that was
     * ahead may have counted some that are not over yet.
     */
    private static final String EDGE =
            """
            WITH edge AS MATERIALIZED (
                SELECT greatest(CAST(:from AS timestamptz),
                                (SELECT max(hour) + interval '1 hour' FROM counted_hour
                                  WHERE hour <= CAST(:now AS timestamptz) - interval '2 hours'))
                           AS counted),
            """;

    private static final String RANGE =
            ">= %s AND %%1$s < %s"
                    .formatted(Purge.idsBefore("live.first"), Purge.idsBefore("live.last"));

    /**
     * Requests by the days that they were before today, which is 0: it began at :day, in the middle
     * of the hour :split, which is therefore always read. 1 to 7 are full days, the seventh up to
     * an hour shorter: it begins at :from. Today's are told by the hour, counted from the epoch.
     */
    static final String REQUESTS =
            EDGE
                    + """
                    part AS (
                        SELECT h.hour AS at, h.requests, h.settled, h.verified
                          FROM edge JOIN request_hour h ON h.account_id = :account
                           AND h.hour >= :from AND h.hour < edge.counted AND h.hour <> :split
                         UNION ALL
                        SELECT r.created_at, 1,
                               CAST(r.verified_at IS NOT NULL OR r.expires_at <= :now AS integer),
                               CAST(r.verified_at IS NOT NULL AS integer)
                          FROM edge
                         CROSS JOIN LATERAL (VALUES
                               (CAST(:split AS timestamptz),
                                least(CAST(:split AS timestamptz) + interval '1 hour', edge.counted)),
                               (edge.counted, CAST(:end AS timestamptz))) AS live(first, last)
                          JOIN request r ON r.account_id = :account AND r.id %s
                           AND NOT r.demo)
                    SELECT CASE WHEN at >= :day THEN 0
                                ELSE least(7, 1 + CAST(floor(extract(epoch FROM
                                         CAST(:day AS timestamptz) - at) / 86400) AS integer))
                           END AS ago,
                           CASE WHEN at >= :day THEN
                                CAST(floor(extract(epoch FROM at) / 3600) AS bigint)
                           END AS hour,
                           sum(requests) AS requests, sum(settled) AS settled,
                           sum(verified) AS verified
                      FROM part GROUP BY ago, hour
                    """
                            .formatted(RANGE.formatted("r.id"));

    /** Messages of the requests since :day by provider; :from is the first full hour. */
    static final String MESSAGES =
            EDGE
                    + """
                    part AS (
                        SELECT h.provider, h.sent, h.delivered, h.failed, h.tried, h.refused
                          FROM edge JOIN message_hour h ON h.account_id = :account
                           AND h.hour >= :from AND h.hour < edge.counted
                         UNION ALL
                        SELECT coalesce(m.provider, ''), c.sent, c.delivered, c.failed, c.tried,
                               c.refused
                          FROM edge
                         CROSS JOIN LATERAL (VALUES
                               (CAST(:day AS timestamptz), CAST(:from AS timestamptz)),
                               (edge.counted, CAST(:end AS timestamptz))) AS live(first, last)
                          JOIN message m ON m.account_id = :account AND m.request_id %s
                         CROSS JOIN LATERAL message_counts(m) AS c)
                    SELECT p.id, p.name, sum(sent) AS sent, sum(delivered) AS delivered,
                           sum(failed) AS failed, sum(tried) AS tried, sum(refused) AS refused
                      FROM part LEFT JOIN provider p
                        ON p.id = part.provider AND p.account_id = :account AND p.enabled
                     GROUP BY p.id, p.name ORDER BY p.name
                    """
                            .formatted(RANGE.formatted("m.request_id"));

    private FigureSql() {}
}
