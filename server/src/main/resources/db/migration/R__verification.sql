-- The hot path. Each function takes a batch of calls (one or many: calls that arrive together share a statement and a
-- commit) and works them off one after the other, so that a batch means exactly what its calls would mean alone.
-- Lock order, everywhere: ip_state, request, guess budget (an advisory lock per identifier, as its row may not be there),
-- uses of demo credentials (an advisory lock per widget).
-- A batch takes all locks of one kind, in the order of their keys, before any of the next kind: two batches that have
-- clients or identifiers in common would otherwise end in a deadlock, and each deadlock holds all their calls up for a second.

-- Counts one call of a client address against its token's throttle rule. Null: go on; a time: blocked until then (the year 9999: for good).
CREATE OR REPLACE FUNCTION throttle(
    p_token text, p_ip inet, p_hits integer, p_period integer, p_block integer, p_now timestamptz)
RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
    s       ip_state;
    elapsed double precision;
BEGIN
    IF p_token IS NULL OR p_ip IS NULL THEN
        RETURN NULL;
    END IF;
    IF p_hits IS NULL THEN
        SELECT * INTO s FROM ip_state WHERE token_id = p_token AND ip = p_ip;
    ELSE
        INSERT INTO ip_state (token_id, ip, period_start) VALUES (p_token, p_ip, p_now) ON CONFLICT DO NOTHING;
        SELECT * INTO s FROM ip_state WHERE token_id = p_token AND ip = p_ip FOR UPDATE;
    END IF;
    IF s.state = 'permanently_blocked' THEN
        RETURN '9999-01-01 00:00:00+00';
    ELSIF s.state = 'temporarily_blocked' AND s.blocked_until > p_now THEN
        RETURN s.blocked_until;
    ELSIF p_hits IS NULL OR s.state = 'whitelisted' THEN
        RETURN NULL;
    END IF;

    elapsed := extract(epoch FROM p_now - s.period_start);
    IF elapsed >= 2 * p_period THEN
        s.period_start := p_now;
        s.earlier_hits := 0;
        s.hits := 0;
        elapsed := 0;
    ELSIF elapsed >= p_period THEN
        s.period_start := s.period_start + make_interval(secs => p_period);
        s.earlier_hits := s.hits;
        s.hits := 0;
        elapsed := elapsed - p_period;
    END IF;
    IF s.hits + 1 + s.earlier_hits * (1 - elapsed / p_period) > p_hits THEN
        UPDATE ip_state SET state = 'temporarily_blocked', blocked_until = p_now + make_interval(secs => p_block),
               period_start = p_now, hits = 0, earlier_hits = 0
         WHERE token_id = p_token AND ip = p_ip
        RETURNING blocked_until INTO s.blocked_until;
        RETURN s.blocked_until;
    END IF;
    UPDATE ip_state SET state = 'normal', blocked_until = NULL,
           period_start = s.period_start, hits = s.hits + 1, earlier_hits = s.earlier_hits
     WHERE token_id = p_token AND ip = p_ip;
    RETURN NULL;
END $$;

-- Locks the states of a batch's client addresses. One call alone needs no order.
CREATE OR REPLACE FUNCTION lock_ip_states(p_items jsonb, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    k record;
BEGIN
    IF jsonb_array_length(p_items) = 1 THEN
        RETURN;
    END IF;
    FOR k IN
        SELECT DISTINCT x.token, x.ip FROM jsonb_to_recordset(p_items) AS x(token text, ip inet, hits integer)
         WHERE x.token IS NOT NULL AND x.hits IS NOT NULL
         ORDER BY 1, 2
    LOOP
        INSERT INTO ip_state (token_id, ip, period_start) VALUES (k.token, k.ip, p_now) ON CONFLICT DO NOTHING;
        PERFORM FROM ip_state WHERE token_id = k.token AND ip = k.ip FOR UPDATE;
    END LOOP;
END $$;

-- Until when an address must not ask for links, after too many whom it sent one said that it wasn't them; null: it may.
CREATE OR REPLACE FUNCTION asker_wait(
    p_account bigint, p_asker bytea, p_limit integer, p_period integer, p_now timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT p_now + make_interval(secs => (drained + 1 - p_limit) * p_period / p_limit)
      FROM (SELECT greatest(0, level - extract(epoch FROM p_now - updated_at) * p_limit / p_period) AS drained
              FROM guess_budget WHERE account_id = p_account AND identifier_hash = p_asker) AS budget
     WHERE drained + 1 > p_limit
$$;

-- What remains of the throttle rule for demo credentials, which are exempt from limits: who was blocked by hand and for
-- good stays out. Null: go on.
CREATE OR REPLACE FUNCTION blocked_for_good(p_token text, p_ip inet) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT '9999-01-01 00:00:00+00'::timestamptz
     WHERE EXISTS (SELECT FROM ip_state WHERE token_id = p_token AND ip = p_ip AND state = 'permanently_blocked')
$$;

-- A number for the lock on the uses of a widget's demo credentials.
CREATE OR REPLACE FUNCTION demo_lock(widget text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT hashtextextended(widget, 8)
$$;

-- Counts one use of a widget's demo credentials. Null: go on; a time: used up until then.
CREATE OR REPLACE FUNCTION use_demo(p_widget text, p_limit integer, p_now timestamptz)
RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
    today date := (p_now AT TIME ZONE 'UTC')::date;
BEGIN
    INSERT INTO demo_use AS d (widget_id, day, uses) VALUES (p_widget, today, 1)
    ON CONFLICT (widget_id)
    DO UPDATE SET day = greatest(d.day, today), uses = CASE WHEN d.day < today THEN 1 ELSE d.uses + 1 END
        WHERE d.day < today OR d.uses < p_limit;
    RETURN CASE WHEN NOT FOUND THEN (today + 1)::timestamp AT TIME ZONE 'UTC' END;
END $$;

-- Starts requests: the request and its first message in one transaction. A call that was made before (same
-- idempotency hash, within its window) answers with the request that it made then and queues nothing. The fields of magic
-- links are absent for codes. Dropped first: its columns have grown.
DROP FUNCTION IF EXISTS send_requests(jsonb, timestamptz);
CREATE FUNCTION send_requests(p_items jsonb, p_now timestamptz)
RETURNS TABLE (n integer, outcome text, request_id text, message_id bigint, until timestamptz,
               channel smallint, sent_at timestamptz, expires_at timestamptz, attempts_left integer,
               match_code smallint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    i record;
    r request;
BEGIN
    PERFORM pg_advisory_xact_lock(k)
       FROM (SELECT DISTINCT x.idempotency_lock AS k FROM jsonb_to_recordset(p_items) AS x(idempotency_lock bigint)
              ORDER BY 1) AS locks;
    PERFORM lock_ip_states(p_items, p_now);
    IF jsonb_array_length(p_items) > 1 THEN
        PERFORM pg_advisory_xact_lock(k)
           FROM (SELECT DISTINCT demo_lock(x.widget) AS k
                   FROM jsonb_to_recordset(p_items) AS x(widget text, demo boolean) WHERE x.demo ORDER BY 1) AS locks;
    END IF;
    FOR i IN
        SELECT * FROM jsonb_to_recordset(p_items) AS x(
            n integer, id text, account bigint, widget text, token text, platform text, identifier text,
            identifier_hash bytea, channel smallint, code_hash bytea, code_sealed bytea,
            attempt_limit smallint, retry_limit integer, retry_wait integer, lifetime integer,
            idempotency_hash bytea, idempotency_window integer, keyed boolean, ip inet, host text, message_host text, lang text,
            variables jsonb, hits integer, period integer, block integer, lease integer, client_ip inet,
            auto_retry integer, demo boolean, demo_limit integer, link_id bytea, match_code smallint, browser_hash bytea,
            state text, asker text, asker_hash bytea, asker_limit integer, asker_period integer)
    LOOP
        n := i.n;
        message_id := NULL;
        until := CASE WHEN i.demo THEN blocked_for_good(i.token, i.ip)
                      ELSE throttle(i.token, i.ip, i.hits, i.period, i.block, p_now) END;
        IF until IS NULL AND i.asker_hash IS NOT NULL THEN
            until := asker_wait(i.account, i.asker_hash, i.asker_limit, i.asker_period, p_now);
        END IF;
        IF until IS NOT NULL THEN
            outcome := 'blocked';
            RETURN NEXT;
            CONTINUE;
        END IF;

        SELECT * INTO r FROM request
         WHERE idempotency_hash = i.idempotency_hash
           AND created_at > p_now - make_interval(secs => i.idempotency_window)
         ORDER BY created_at DESC LIMIT 1;
        IF FOUND AND (i.keyed
                      OR (r.attempts = 0 AND r.retries = 0 AND r.verified_at IS NULL)) THEN
            outcome := 'same';
        ELSE
            until := CASE WHEN i.demo THEN use_demo(i.widget, i.demo_limit, p_now) END;
            IF until IS NOT NULL THEN
                outcome := 'demo_limit';
                RETURN NEXT;
                CONTINUE;
            END IF;
            INSERT INTO request (id, account_id, widget_id, token_id, platform, identifier, identifier_hash, channel,
                code_hash, code_sealed, attempt_limit, retry_limit, retry_wait, created_at, sent_at,
                expires_at, idempotency_hash, client_ip, host, lang, variables, auto_retry, auto_retry_at,
                demo, link_id, match_code, browser_hash, state, asker)
            VALUES (i.id, i.account, i.widget, i.token, i.platform, i.identifier, i.identifier_hash, i.channel,
                i.code_hash, i.code_sealed, i.attempt_limit, i.retry_limit, i.retry_wait, p_now, p_now,
                p_now + make_interval(secs => i.lifetime), i.idempotency_hash, i.client_ip, i.host, i.lang, i.variables,
                i.auto_retry, p_now + make_interval(secs => i.auto_retry),
                i.demo, i.link_id, i.match_code, i.browser_hash, i.state, i.asker)
            RETURNING * INTO r;
            IF NOT r.demo THEN
                INSERT INTO message (request_id, account_id, widget_id, channel, recipient, lang, host, variables, secret,
                    due_at, created_at, expires_at)
                VALUES (r.id, r.account_id, r.widget_id, r.channel, r.identifier, r.lang, i.message_host, r.variables,
                    r.code_sealed, p_now + make_interval(secs => i.lease), p_now, r.expires_at)
                RETURNING id INTO message_id;
            END IF;
            outcome := 'sent';
        END IF;
        request_id := r.id;
        channel := r.channel;
        sent_at := r.sent_at;
        expires_at := r.expires_at;
        attempts_left := r.attempt_limit - r.attempts;
        match_code := r.match_code;
        RETURN NEXT;
    END LOOP;
END $$;

-- Sends a request's code again, over the channel that is asked for or, without one, the one that fits. `allowed` are
-- the channels that anybody may ask for; those of `own` serve a request whose last message went over them.
-- Refused when the request lacks a value that the channel's template needs. Dropped first: its columns have grown.
DROP FUNCTION IF EXISTS retry_requests(jsonb, timestamptz);
CREATE FUNCTION retry_requests(p_items jsonb, p_now timestamptz)
RETURNS TABLE (n integer, outcome text, request_id text, message_id bigint, until timestamptz,
               channel smallint, sent_at timestamptz, expires_at timestamptz, attempts_left integer,
               retries_left integer, identifier text, code_sealed bytea, lang text, variables jsonb, resend_at timestamptz,
               bound_to text, match_code smallint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    i       record;
    r       request;
    is_demo boolean;
    takes   smallint[];
BEGIN
    PERFORM lock_ip_states(p_items, p_now);
    FOR i IN
        SELECT * FROM jsonb_to_recordset(p_items) AS x(
            n integer, id text, widget text, token text, ip inet, hits integer, period integer, block integer,
            channel smallint, allowed smallint[], own smallint[], retry_key bytea, code_hash bytea, code_sealed bytea,
            lifetime integer, message_host text, app_hash text, needs jsonb, longest_value integer, lease integer,
            link boolean, link_id bytea, has_demo boolean, demo_allowed smallint[])
         ORDER BY x.id
    LOOP
        n := i.n;
        message_id := NULL;
        is_demo := i.has_demo AND EXISTS (SELECT FROM request WHERE id = i.id AND widget_id = i.widget AND demo);
        takes := CASE WHEN is_demo THEN i.demo_allowed ELSE i.allowed END;
        until := CASE WHEN is_demo THEN blocked_for_good(i.token, i.ip)
                      ELSE throttle(i.token, i.ip, i.hits, i.period, i.block, p_now) END;
        IF until IS NOT NULL THEN
            outcome := 'blocked';
            RETURN NEXT;
            CONTINUE;
        END IF;

        SELECT * INTO r FROM request WHERE id = i.id AND widget_id = i.widget FOR UPDATE;
        channel := coalesce(i.channel,
            CASE WHEN r.channel = ANY (takes) THEN r.channel END,
            (SELECT c FROM unnest(takes) WITH ORDINALITY AS a(c, o) WHERE (c = 3) = (r.channel = 3)
              ORDER BY o LIMIT 1),
            CASE WHEN r.channel = ANY (i.own) THEN r.channel END);
        outcome := CASE
            WHEN r.id IS NULL THEN 'unknown'
            WHEN r.retry_key = i.retry_key THEN 'same'
            WHEN r.verified_at IS NOT NULL THEN 'already_verified'
            WHEN r.voided_at IS NOT NULL THEN 'voided'
            WHEN r.attempts >= r.attempt_limit THEN 'exceeded'
            WHEN r.expires_at <= p_now THEN 'expired'
            -- The widget sends codes now instead of links, or the other way round.
            WHEN (r.link_id IS NOT NULL) <> coalesce(i.link, false) THEN 'expired'
            WHEN r.retries >= r.retry_limit THEN 'resend_limit'
            WHEN r.sent_at + make_interval(secs => r.retry_wait) > p_now THEN 'too_soon'
            WHEN ((channel = 3) = (r.channel = 3)
                  AND (channel = ANY (takes) OR (channel = r.channel AND channel = ANY (i.own)))) IS NOT TRUE
                 THEN 'channel_refused'
            WHEN NOT r.demo
                 AND EXISTS (SELECT FROM jsonb_array_elements_text(i.needs -> retry_requests.channel::text) AS key
                          WHERE coalesce(char_length(r.variables ->> key), 0) NOT BETWEEN 1 AND i.longest_value)
                 THEN 'variables'
            ELSE 'sent' END;
        bound_to := CASE WHEN r.platform = 'mobile' THEN i.app_hash ELSE i.message_host END;
        IF outcome = 'sent' THEN
            UPDATE request SET
                   retries = retries + 1, sent_at = p_now, channel = retry_requests.channel, retry_key = i.retry_key,
                   code_hash = CASE WHEN demo THEN code_hash ELSE coalesce(i.code_hash, code_hash) END,
                   code_sealed = CASE WHEN demo THEN NULL ELSE coalesce(i.code_sealed, code_sealed) END,
                   link_id = coalesce(i.link_id, link_id),
                   expires_at = CASE WHEN i.code_hash IS NULL THEN expires_at
                                     ELSE p_now + make_interval(secs => i.lifetime) END,
                   auto_retry_at = CASE WHEN auto_retry_at IS NOT NULL
                                        THEN p_now + make_interval(secs => auto_retry) END
             WHERE id = i.id
            RETURNING * INTO r;
            IF NOT r.demo THEN
                INSERT INTO message (request_id, account_id, widget_id, channel, recipient, lang, host, variables, secret,
                    due_at, created_at, expires_at)
                VALUES (r.id, r.account_id, r.widget_id, r.channel, r.identifier, r.lang, bound_to, r.variables,
                    r.code_sealed, p_now + make_interval(secs => i.lease), p_now, r.expires_at)
                RETURNING id INTO message_id;
            END IF;
        END IF;
        request_id := r.id;
        IF outcome = 'same' THEN
            channel := r.channel;
        END IF;
        sent_at := r.sent_at;
        expires_at := r.expires_at;
        attempts_left := r.attempt_limit - r.attempts;
        retries_left := r.retry_limit - r.retries;
        resend_at := r.sent_at + make_interval(secs => r.retry_wait);
        identifier := r.identifier;
        code_sealed := r.code_sealed;
        lang := r.lang;
        variables := r.variables;
        match_code := r.match_code;
        RETURN NEXT;
    END LOOP;
END $$;

-- A number for the lock on an identifier's guess budget.
CREATE OR REPLACE FUNCTION budget_lock(account bigint, identifier_hash bytea) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT hashtextextended(account || encode(identifier_hash, 'hex'), 0)
$$;

-- Checks codes. The attempt is counted by the very UPDATE that compares, under the request's row lock; a request over
-- its limit, or an identifier over its budget, never gets that far. Comparing hashes of both sides with a nonce keeps
-- the time of the comparison from telling anything.
-- Dropped first: its columns have grown.
DROP FUNCTION IF EXISTS verify_requests(jsonb, timestamptz);
CREATE FUNCTION verify_requests(p_items jsonb, p_now timestamptz)
RETURNS TABLE (n integer, outcome text, attempts_left integer, until timestamptz,
               identifier text, channel smallint, verified_at timestamptz, demo boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    i         record;
    r         request;
    b         guess_budget;
    candidate bytea;
    drained   double precision;
    is_demo   boolean;
BEGIN
    PERFORM lock_ip_states(p_items, p_now);
    IF jsonb_array_length(p_items) > 1 THEN
        PERFORM FROM request WHERE id IN (SELECT x.id FROM jsonb_to_recordset(p_items) AS x(id text))
          ORDER BY id FOR UPDATE;
        PERFORM pg_advisory_xact_lock(k)
           FROM (SELECT DISTINCT budget_lock(account_id, identifier_hash) AS k FROM request
                  WHERE id IN (SELECT x.id FROM jsonb_to_recordset(p_items) AS x(id text)) ORDER BY 1) AS locks;
        PERFORM pg_advisory_xact_lock(k)
           FROM (SELECT DISTINCT demo_lock(widget_id) AS k FROM request AS q
                  WHERE q.demo AND id IN (SELECT x.id FROM jsonb_to_recordset(p_items) AS x(id text)) ORDER BY 1) AS locks;
    END IF;
    FOR i IN
        SELECT * FROM jsonb_to_recordset(p_items) AS x(
            n integer, id text, widget text, token text, ip inet, hits integer, period integer, block integer,
            hashes bytea[], nonce bytea, verify_key bytea, guess_limit integer, guess_period integer,
            consecutive_limit integer, consecutive_wait integer, has_demo boolean, demo_limit integer)
         ORDER BY x.id
    LOOP
        n := i.n;
        is_demo := i.has_demo AND EXISTS (SELECT FROM request AS q WHERE q.id = i.id AND q.widget_id = i.widget AND q.demo);
        until := CASE WHEN is_demo THEN blocked_for_good(i.token, i.ip)
                      ELSE throttle(i.token, i.ip, i.hits, i.period, i.block, p_now) END;
        IF until IS NOT NULL THEN
            outcome := 'blocked';
            RETURN NEXT;
            CONTINUE;
        END IF;

        SELECT * INTO r FROM request WHERE id = i.id AND widget_id = i.widget FOR UPDATE;
        outcome := CASE
            WHEN r.id IS NULL THEN 'unknown'
            WHEN r.link_id IS NOT NULL AND r.verified_at IS NULL THEN 'link'
            WHEN r.verify_key = i.verify_key THEN CASE WHEN r.verified_at IS NULL THEN 'wrong' ELSE 'verified' END
            WHEN r.verified_at IS NOT NULL THEN 'already_verified'
            WHEN r.attempts >= r.attempt_limit THEN 'exceeded'
            WHEN r.expires_at <= p_now THEN 'expired'
            ELSE 'open' END;

        IF outcome = 'open' AND r.demo THEN
            until := use_demo(i.widget, i.demo_limit, p_now);
            outcome := CASE WHEN until IS NULL THEN 'open' ELSE 'demo_limit' END;
        ELSIF outcome = 'open' THEN
            PERFORM pg_advisory_xact_lock(budget_lock(r.account_id, r.identifier_hash));
            SELECT * INTO b FROM guess_budget
             WHERE account_id = r.account_id AND identifier_hash = r.identifier_hash;
            drained := greatest(0, coalesce(b.level, 0) - coalesce(extract(epoch FROM p_now - b.updated_at), 0)
                                                          * i.guess_limit / i.guess_period);
            IF b.consecutive >= i.consecutive_limit
               AND b.updated_at + make_interval(secs => i.consecutive_wait) > p_now THEN
                outcome := 'budget';
                until := b.updated_at + make_interval(secs => i.consecutive_wait);
            ELSIF drained + 1 > i.guess_limit THEN
                outcome := 'budget';
                until := p_now + make_interval(secs => (drained + 1 - i.guess_limit) * i.guess_period / i.guess_limit);
            END IF;
        END IF;

        IF outcome = 'open' THEN
            -- A keyed hash begins with four bytes that name its key.
            candidate := (SELECT h FROM unnest(i.hashes) AS h WHERE substr(h, 1, 4) = substr(r.code_hash, 1, 4));
            UPDATE request SET
                   attempts = attempts + 1,
                   verify_key = i.verify_key,
                   verified_at = CASE WHEN sha256(code_hash || i.nonce) = sha256(candidate || i.nonce)
                                  THEN p_now END,
                   code_sealed = CASE WHEN sha256(code_hash || i.nonce) = sha256(candidate || i.nonce)
                                           OR attempts + 1 >= attempt_limit THEN NULL
                                      ELSE code_sealed END
             WHERE id = i.id AND attempts < attempt_limit AND verified_at IS NULL
            RETURNING * INTO r;
            outcome := CASE WHEN r.verified_at IS NULL THEN 'wrong' ELSE 'verified' END;
            IF r.demo THEN
                NULL; -- has no guess budget
            ELSIF outcome = 'verified' THEN
                UPDATE guess_budget SET consecutive = 0
                 WHERE account_id = r.account_id AND identifier_hash = r.identifier_hash AND consecutive > 0;
            ELSE
                INSERT INTO guess_budget AS g (account_id, identifier_hash, level, consecutive, updated_at)
                VALUES (r.account_id, r.identifier_hash, 1, 1, p_now)
                ON CONFLICT (account_id, identifier_hash)
                DO UPDATE SET level = drained + 1, updated_at = p_now,
                              -- A guess that gets here at the limit has waited: the streak begins anew.
                              consecutive = CASE WHEN g.consecutive >= i.consecutive_limit THEN 1
                                                 ELSE g.consecutive + 1 END;
            END IF;
        END IF;
        IF outcome = 'already_verified' AND i.verify_key <> r.verify_key THEN
            -- Who knows the key but not the code must not try them all against the repeated answer.
            UPDATE request SET replay_misses = replay_misses + 1,
                   verify_key = CASE WHEN replay_misses + 1 < attempt_limit THEN verify_key END
             WHERE id = i.id;
        END IF;
        attempts_left := r.attempt_limit - r.attempts;
        identifier := r.identifier;
        channel := r.channel;
        verified_at := r.verified_at;
        demo := r.demo;
        RETURN NEXT;
    END LOOP;
END $$;

-- Exchanges access tokens whose signatures were checked: once each, for the account that owns the widget.
-- Dropped first: its columns have grown.
DROP FUNCTION IF EXISTS exchange_requests(jsonb, timestamptz);
CREATE FUNCTION exchange_requests(p_items jsonb, p_now timestamptz)
RETURNS TABLE (n integer, outcome text, identifier text, demo boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    i record;
    r request;
BEGIN
    FOR i IN
        SELECT * FROM jsonb_to_recordset(p_items) AS x(n integer, id text, account bigint, identifier text)
         ORDER BY x.id
    LOOP
        n := i.n;
        identifier := NULL;
        demo := NULL;
        UPDATE request SET exchanged_at = p_now
         WHERE id = i.id AND account_id = i.account AND verified_at IS NOT NULL AND exchanged_at IS NULL
           AND (i.identifier IS NULL OR identifier = i.identifier)
        RETURNING identifier, demo INTO identifier, demo;
        IF FOUND THEN
            outcome := 'exchanged';
        ELSE
            SELECT * INTO r FROM request WHERE id = i.id AND account_id = i.account;
            outcome := CASE
                WHEN r.verified_at IS NULL THEN 'unknown'
                WHEN i.identifier IS NOT NULL AND r.identifier <> i.identifier THEN 'mismatch'
                ELSE 'used' END;
        END IF;
        RETURN NEXT;
    END LOOP;
END $$;
