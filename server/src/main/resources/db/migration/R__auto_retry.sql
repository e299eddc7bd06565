-- Sends requests' codes again by themselves: nothing delivered, nothing verified, and the widget names a usable channel
-- that comes after the request's own. Every node looks for due requests each second, finds out which channels each can
-- take, and calls this; a row that another node works on is passed over, and the move of `auto_retry_at` commits together
-- with the message, so that each resend happens once and none is lost. Dropped first: it was told less.
DROP FUNCTION IF EXISTS auto_retry_requests(timestamptz, integer);
CREATE OR REPLACE FUNCTION auto_retry_requests(p_items jsonb, p_now timestamptz)
RETURNS TABLE (channel smallint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    i         record;
    r         request;
    following smallint;
BEGIN
    FOR i IN
        SELECT * FROM jsonb_to_recordset(p_items) AS x(id text, chain smallint[], usable smallint[]) ORDER BY x.id
    LOOP
        SELECT * INTO r FROM request WHERE id = i.id AND auto_retry_at <= p_now FOR UPDATE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND;
        following := (SELECT a.code FROM unnest(i.chain) WITH ORDINALITY AS a(code, place)
                       WHERE a.place > coalesce(array_position(i.chain, r.channel), 0) AND a.code = ANY (i.usable)
                       ORDER BY a.place LIMIT 1);
        IF following IS NULL OR r.verified_at IS NOT NULL OR r.code_sealed IS NULL OR r.expires_at <= p_now
           OR r.retries >= r.retry_limit
           OR EXISTS (SELECT FROM message
                       WHERE account_id = r.account_id AND request_id = r.id AND status = 'delivered') THEN
            UPDATE request SET auto_retry_at = NULL WHERE id = r.id;
            CONTINUE;
        END IF;
        UPDATE request SET retries = retries + 1, sent_at = p_now, channel = following,
               auto_retry_at = p_now + make_interval(secs => auto_retry)
         WHERE id = r.id;
        INSERT INTO message (request_id, account_id, widget_id, channel, recipient, lang, host, variables, secret,
            due_at, created_at, expires_at)
        VALUES (r.id, r.account_id, r.widget_id, following, r.identifier, r.lang,
            (SELECT host FROM message WHERE account_id = r.account_id AND request_id = r.id ORDER BY id DESC LIMIT 1),
            r.variables, r.code_sealed, p_now, p_now, r.expires_at);
        channel := following;
        RETURN NEXT;
    END LOOP;
END $$;
