-- Sends requests' codes again by themselves: nothing delivered, nothing verified, and the widget names a channel that
-- comes after the request's own. Called by every node each second; a row that another node works on is passed over, and
-- the move of `auto_retry_at` commits together with the message, so that each resend happens once and none is lost.
CREATE OR REPLACE FUNCTION auto_retry_requests(p_now timestamptz, p_limit integer)
RETURNS TABLE (channel smallint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    r         request;
    chain     smallint[];
    following smallint;
BEGIN
    FOR r IN
        SELECT * FROM request WHERE auto_retry_at <= p_now ORDER BY auto_retry_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    LOOP
        SELECT array_agg(c.code ORDER BY a.place) INTO chain
          FROM widget w
         CROSS JOIN jsonb_array_elements_text(w.settings -> 'autoRetry' -> 'channels') WITH ORDINALITY AS a(word, place)
          JOIN (VALUES ('sms', 11::smallint), ('whatsapp', 12::smallint), ('voice', 4::smallint)) AS c(word, code)
            ON c.word = a.word
         WHERE w.id = r.widget_id AND (w.settings ->> 'enabled')::boolean;
        following := chain[coalesce(array_position(chain, r.channel), 0) + 1];
        IF following IS NULL OR r.verified_at IS NOT NULL OR r.code_sealed IS NULL OR r.expires_at <= p_now
           OR r.retries >= r.retry_limit
           OR EXISTS (SELECT FROM message WHERE request_id = r.id AND status = 'delivered') THEN
            UPDATE request SET auto_retry_at = NULL WHERE id = r.id;
            CONTINUE;
        END IF;
        UPDATE request SET retries = retries + 1, sent_at = p_now, channel = following,
               auto_retry_at = p_now + make_interval(secs => auto_retry)
         WHERE id = r.id;
        INSERT INTO message (request_id, account_id, widget_id, channel, recipient, lang, host, variables, secret,
            due_at, created_at, expires_at)
        VALUES (r.id, r.account_id, r.widget_id, following, r.identifier, r.lang,
            (SELECT host FROM message WHERE request_id = r.id ORDER BY id DESC LIMIT 1),
            r.variables, r.code_sealed, p_now, p_now, r.expires_at);
        channel := following;
        RETURN NEXT;
    END LOOP;
END $$;
