-- Announces what happens to requests that somebody looks at live. Others cost their writes next to nothing: the row's trigger
-- is not even queued, and a statement that records messages looks its requests up once.

CREATE OR REPLACE FUNCTION request_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('otp_request', NEW.id || ' ' || NEW.widget_id);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER request_notice
    AFTER UPDATE ON request FOR EACH ROW
    WHEN (NEW.watched_until IS NOT NULL
          AND (OLD.verified_at, OLD.voided_at, OLD.opened_at, OLD.opened_by_scanner, OLD.sent_at, OLD.expires_at)
              IS DISTINCT FROM
              (NEW.verified_at, NEW.voided_at, NEW.opened_at, NEW.opened_by_scanner, NEW.sent_at, NEW.expires_at))
    EXECUTE FUNCTION request_notice();

CREATE OR REPLACE FUNCTION message_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('otp_request', r.id || ' ' || r.widget_id)
       FROM (SELECT DISTINCT request_id FROM changed WHERE status <> 'queued' OR attempts > 0) AS c
       JOIN request r ON r.id = c.request_id
      WHERE r.watched_until IS NOT NULL;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER message_notice
    AFTER UPDATE ON message REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION message_notice();
