package org.otpwidget.server.dashboard;

import org.otpwidget.server.account.Ids;
import org.springframework.r2dbc.core.DatabaseClient;

import java.time.Instant;

/** Requests that were never asked for, for pages to show. */
final class Requests {

    private Requests() {}

    /** Stores a request with a message that failed, and answers its reqId. */
    static String insert(DatabaseClient database, long account, Instant now, String identifier) {
        String id = Ids.next(now);
        database.sql(
                        """
                        WITH made AS (
                            INSERT INTO request (id, account_id, widget_id, platform, identifier,
                                identifier_hash, channel, code_hash, attempts, attempt_limit,
                                retry_limit, retry_wait, created_at, sent_at, expires_at,
                                idempotency_hash, client_ip, host)
                            VALUES (:id, :account, 'gone', 'web', :identifier, '', 3, '', 2, 5, 3,
                                30, :now, :now, CAST(:now AS timestamptz) + interval '10 min', '',
                                '203.0.113.9', 'shop.example'))
                        INSERT INTO message (request_id, account_id, widget_id, channel, recipient,
                            status, due_at, created_at, expires_at, finished_at, provider, reason)
                        VALUES (:id, :account, 'gone', 3, :identifier, 'failed', :now, :now, :now,
                            :now, 'smtp', '<b>mailbox full</b>')
                        """)
                .bind("id", id)
                .bind("account", account)
                .bind("identifier", identifier)
                .bind("now", now)
                .then()
                .block();
        return id;
    }

    /** Stores an event that a webhook's server never took, and answers its id. */
    static String delivery(DatabaseClient database, String webhook, Instant now) {
        String id = Ids.next(now);
        database.sql(
                        """
                        INSERT INTO webhook_delivery (id, webhook_id, event, body, status, attempts,
                            due_at, created_at, finished_at, answer)
                        VALUES (:id, :webhook, 'verification.verified',
                            '{"data":{"identifier":"919876500001"}}', 'failed', 10, :now, :now,
                            :now, 503)
                        """)
                .bind("id", id)
                .bind("webhook", webhook)
                .bind("now", now)
                .then()
                .block();
        return id;
    }
}
