-- Counts hours that are over. Any node does it, as often as it likes: the same hour counted again gives what is there then,
-- unless rows of it are gone.

-- What a message means for the counts of its hour.
CREATE OR REPLACE FUNCTION message_counts(m message)
RETURNS TABLE (sent integer, delivered integer, failed integer, tried integer, refused integer)
LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(m.sent_at IS NOT NULL AS integer),
           CAST(m.status = 'delivered' AS integer),
           CAST(m.status IN ('failed', 'expired') AS integer),
           CAST(m.status <> 'queued' AND coalesce(m.cause, 'refused') = 'refused' AS integer),
           CAST(m.status = 'failed' AND coalesce(m.cause, 'refused') = 'refused' AS integer)
$$;

-- Counts one hour and tells whether there was one to count. Hours come one after the other, each once it has been over for
-- an hour; then again whenever its age has doubled, since receipts and verifications come later, and for the last time after
-- 25 hours, when all codes are over. Rows are deleted for their age, by settings and accounts even before that: an account
-- that has fewer than were counted keeps its count. Once counted, a request stays one, and what went out or ended stays so.
-- An hour counted in the future tells of a clock that was ahead, by more than the hour that others wait: it counted hours that
-- were not over, so all are counted again.
-- The planner cannot know how few rows an hour is: no scans.
CREATE OR REPLACE FUNCTION count_hour(p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    h        timestamptz;
    first_id text;
    end_id   text;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('count_hour', 18)) THEN
        RETURN false; -- another node does it
    END IF;
    IF EXISTS (SELECT FROM counted_hour WHERE counted_at > p_now + interval '1 hour') THEN
        DELETE FROM request_hour WHERE hour > p_now;
        DELETE FROM message_hour WHERE hour > p_now;
        DELETE FROM counted_hour;
    END IF;
    h := greatest((SELECT max(hour) + interval '1 hour' FROM counted_hour),
                  date_trunc('hour', p_now, 'UTC') - interval '8 days');
    IF h + interval '2 hours' > p_now THEN
        h := (SELECT hour FROM counted_hour
               WHERE counted_at < hour + interval '26 hours'
                 AND p_now - (hour + interval '1 hour')
                     >= least(2 * (counted_at - (hour + interval '1 hour')), interval '25 hours')
               ORDER BY hour LIMIT 1);
    END IF;
    IF h IS NULL THEN
        DELETE FROM request_hour WHERE hour < p_now - interval '9 days';
        DELETE FROM message_hour WHERE hour < p_now - interval '9 days';
        DELETE FROM counted_hour WHERE hour < p_now - interval '9 days';
        RETURN false;
    END IF;
    first_id := lpad(to_hex(extract(epoch FROM h)::bigint), 8, '0');
    end_id := lpad(to_hex(extract(epoch FROM h)::bigint + 3600), 8, '0');

    INSERT INTO request_hour AS counted (account_id, hour, requests, settled, verified)
    SELECT r.account_id, h, count(*), count(*) FILTER (WHERE r.verified_at IS NOT NULL OR r.expires_at <= p_now),
           count(r.verified_at)
      FROM request r WHERE r.id >= first_id AND r.id < end_id AND NOT r.demo
     GROUP BY r.account_id
    ON CONFLICT (account_id, hour) DO UPDATE
       SET requests = excluded.requests, settled = excluded.settled, verified = excluded.verified
     WHERE excluded.requests >= counted.requests;

    INSERT INTO message_hour AS counted (account_id, hour, provider, sent, delivered, failed, tried, refused)
    SELECT m.account_id, h, coalesce(m.provider, ''), sum(c.sent), sum(c.delivered), sum(c.failed), sum(c.tried),
           sum(c.refused)
      FROM account a JOIN message m ON m.account_id = a.id AND m.request_id >= first_id AND m.request_id < end_id
     CROSS JOIN LATERAL message_counts(m) AS c
     GROUP BY m.account_id, coalesce(m.provider, '')
    ON CONFLICT (account_id, hour, provider) DO UPDATE
       SET sent = excluded.sent, delivered = excluded.delivered, failed = excluded.failed, tried = excluded.tried,
           refused = excluded.refused
     WHERE excluded.sent >= counted.sent AND excluded.tried >= counted.tried
       AND excluded.delivered + excluded.failed >= counted.delivered + counted.failed;

    INSERT INTO counted_hour (hour, counted_at) VALUES (h, p_now)
    ON CONFLICT (hour) DO UPDATE SET counted_at = p_now;
    RETURN true;
END $$;
