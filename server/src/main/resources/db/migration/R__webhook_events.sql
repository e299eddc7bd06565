-- Writes the events of verifications down for webhooks, in the transaction that makes them true. Accounts without
-- webhooks pay for a look at a small table when something happens that has a name, and for nothing else: the triggers are
-- conditional and of rows. With transition tables every other write would pay for the copy, and a batch joined with what it
-- was before takes a plan that was made for one row, in the square of the batch's length.

-- One event for each webhook of the request's account that wants it. Never a code, a link, a variable or what a vendor said.
-- p_at: when it happened; p_now: the application's clock.
CREATE OR REPLACE FUNCTION webhook_event(
    p_type text, p_at timestamptz, p_now timestamptz, p_request text,
    p_channel smallint DEFAULT NULL, p_message bigint DEFAULT NULL, p_cause text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO webhook_delivery (id, webhook_id, event, body, due_at, created_at)
    SELECT lpad(to_hex(floor(extract(epoch FROM p_now))::bigint), 8, '0')
               || substr(replace(gen_random_uuid()::text, '-', ''), 17),
           w.id, p_type,
           json_strip_nulls(json_build_object(
               'type', p_type,
               'timestamp', to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               'data', json_build_object(
                   'reqId', r.id,
                   'widgetId', r.widget_id,
                   'identifier', r.identifier,
                   'channel', CASE coalesce(p_channel, r.channel)
                                  WHEN 11 THEN 'sms' WHEN 12 THEN 'whatsapp' WHEN 4 THEN 'voice' WHEN 3 THEN 'email' END,
                   'platform', r.platform,
                   'host', r.host,
                   'demo', CASE WHEN r.demo THEN true END,
                   'invisible', CASE WHEN r.invisible THEN true END,
                   'messageId', p_message::text,
                   'cause', p_cause))),
           p_now, p_now
      FROM request r JOIN webhook w ON w.account_id = r.account_id
     WHERE r.id = p_request AND w.enabled AND p_type = ANY (w.events);
END $$;

CREATE OR REPLACE FUNCTION webhook_request_created() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM webhook WHERE account_id = NEW.account_id AND enabled) THEN
        PERFORM webhook_event('verification.created', NEW.created_at, NEW.created_at, NEW.id);
        IF NEW.verified_at IS NOT NULL THEN -- invisibly
            PERFORM webhook_event('verification.verified', NEW.verified_at, NEW.verified_at, NEW.id);
            RETURN NULL;
        END IF;
        INSERT INTO webhook_expiry (request_id, due_at)
        SELECT NEW.id, NEW.expires_at
         WHERE EXISTS (SELECT FROM webhook WHERE account_id = NEW.account_id AND enabled
                                             AND 'verification.expired' = ANY (events));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION webhook_request_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM webhook WHERE account_id = NEW.account_id AND enabled) THEN
        IF NEW.verified_at IS NOT NULL AND OLD.verified_at IS NULL THEN
            PERFORM webhook_event('verification.verified', NEW.verified_at, NEW.verified_at, NEW.id);
        ELSE
            PERFORM webhook_event('verification.voided', NEW.voided_at, NEW.voided_at, NEW.id);
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- `finished_at` may be the provider's time, and `reported_at` is there for what it reported.
CREATE OR REPLACE FUNCTION webhook_message_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    happened_at timestamptz := CASE NEW.status WHEN 'sent' THEN NEW.sent_at ELSE NEW.finished_at END;
BEGIN
    IF EXISTS (SELECT FROM webhook WHERE account_id = NEW.account_id AND enabled) THEN
        happened_at := coalesce(happened_at, NEW.created_at);
        PERFORM webhook_event('verification.' || NEW.status, happened_at,
                              CASE NEW.status WHEN 'sent' THEN happened_at ELSE coalesce(NEW.reported_at, happened_at) END,
                              NEW.request_id, NEW.channel, NEW.id,
                              CASE NEW.status WHEN 'failed' THEN NEW.cause END);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER request_webhooks_created
    AFTER INSERT ON request
    FOR EACH ROW EXECUTE FUNCTION webhook_request_created();

CREATE OR REPLACE TRIGGER request_webhooks_ended
    AFTER UPDATE OF verified_at, voided_at ON request
    FOR EACH ROW WHEN ((OLD.verified_at IS NULL AND NEW.verified_at IS NOT NULL)
                       OR (OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL))
    EXECUTE FUNCTION webhook_request_ended();

CREATE OR REPLACE TRIGGER message_webhooks_changed
    AFTER UPDATE OF status ON message
    FOR EACH ROW WHEN (OLD.status <> NEW.status AND NEW.status IN ('sent', 'delivered', 'failed'))
    EXECUTE FUNCTION webhook_message_changed();

-- Tells of requests whose time was over without a verification, some at a time. A moment of grace lets a verification
-- that another node's clock still allowed come first. A request that somebody holds is left for the next time.
CREATE OR REPLACE FUNCTION webhook_expire_requests(p_now timestamptz, p_limit integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    e webhook_expiry;
    r request;
BEGIN
    FOR e IN
        SELECT * FROM webhook_expiry WHERE due_at <= p_now - interval '2 seconds'
         ORDER BY due_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    LOOP
        SELECT * INTO r FROM request WHERE id = e.request_id FOR UPDATE SKIP LOCKED;
        IF NOT FOUND AND EXISTS (SELECT FROM request WHERE id = e.request_id) THEN
            CONTINUE;
        ELSIF r.verified_at IS NULL AND r.voided_at IS NULL AND r.expires_at > e.due_at THEN
            UPDATE webhook_expiry SET due_at = r.expires_at WHERE request_id = e.request_id;
            CONTINUE;
        ELSIF r.verified_at IS NULL AND r.voided_at IS NULL THEN
            PERFORM webhook_event('verification.expired', r.expires_at, p_now, r.id);
        END IF;
        DELETE FROM webhook_expiry WHERE request_id = e.request_id;
    END LOOP;
END $$;
