-- Invisible OTP, the two ends of a check. Both are rare beside sends, so each is one call of its own.

-- Lets a check begin: counted against the throttle rule like a send, and once in a while per identifier, since a phone
-- whose check came to nothing is most likely on Wi-Fi. `begun`, `paused`, or `blocked` until a time.
CREATE OR REPLACE FUNCTION begin_invisible(
    p_id text, p_widget text, p_identifier_hash bytea, p_token text, p_ip inet, p_hits integer, p_period integer, p_block integer,
    p_pause integer, p_now timestamptz, OUT outcome text, OUT until timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM invisible_attempt WHERE widget_id = p_widget AND identifier_hash = p_identifier_hash
                  AND began_at > p_now - make_interval(secs => p_pause)) THEN
        outcome := 'paused';
        RETURN;
    END IF;
    until := throttle(p_token, p_ip, p_hits, p_period, p_block, p_now);
    IF until IS NOT NULL THEN
        outcome := 'blocked';
        RETURN;
    END IF;
    INSERT INTO invisible_attempt AS a (widget_id, identifier_hash, request_id, began_at)
    VALUES (p_widget, p_identifier_hash, p_id, p_now)
    ON CONFLICT (widget_id, identifier_hash) DO UPDATE SET request_id = p_id, session = NULL, asked_at = NULL, began_at = p_now
        WHERE a.began_at <= p_now - make_interval(secs => p_pause);
    outcome := CASE WHEN FOUND THEN 'begun' ELSE 'paused' END;
END $$;

-- Makes a request that is verified already; a second time it is there. Answers when it was verified, or nothing when the
-- check is not known any more, since its person was erased.
CREATE OR REPLACE FUNCTION verify_invisibly(
    p_id text, p_account bigint, p_widget text, p_token text, p_identifier text, p_identifier_hash bytea,
    p_channel smallint, p_code_hash bytea, p_idempotency_hash bytea, p_lifetime integer, p_client_ip inet, p_lang text,
    p_now timestamptz)
RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM invisible_attempt
     WHERE widget_id = p_widget AND identifier_hash = p_identifier_hash AND request_id = p_id;
    IF NOT FOUND AND NOT EXISTS (SELECT FROM request WHERE id = p_id) THEN
        RETURN NULL;
    END IF;
    INSERT INTO request (id, account_id, widget_id, token_id, platform, identifier, identifier_hash, channel, code_hash,
        attempt_limit, retry_limit, retry_wait, created_at, sent_at, expires_at, verified_at, idempotency_hash, client_ip,
        lang, invisible)
    VALUES (p_id, p_account, p_widget, p_token, 'mobile', p_identifier, p_identifier_hash, p_channel, p_code_hash,
        1, 0, 0, p_now, p_now, p_now + make_interval(secs => p_lifetime), p_now, p_idempotency_hash, p_client_ip,
        p_lang, true)
    ON CONFLICT (id) DO NOTHING;
    RETURN (SELECT verified_at FROM request WHERE id = p_id AND widget_id = p_widget AND invisible);
END $$;
