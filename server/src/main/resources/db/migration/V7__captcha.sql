-- What keeps a captcha token from being used twice, until it would be refused for its age. `id` is the challenge, or a
-- keyed hash of a vendor's token; `call_hash` the call that used it, which may come again.
CREATE TABLE captcha_pass (
    id         bytea PRIMARY KEY,
    call_hash  bytea       NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX captcha_pass_expiry ON captcha_pass (expires_at);

-- Challenges that were asked for, by period and by client address ('a …') or widget ('w …'). Losing them in a crash only
-- makes the next challenges easier, so they are not written ahead.
CREATE UNLOGGED TABLE captcha_hit (
    period bigint  NOT NULL,
    scope  text    NOT NULL,
    hits   integer NOT NULL,
    PRIMARY KEY (period, scope)
) WITH (fillfactor = 75);

-- The secret of the widget's captcha provider, sealed; the rest of that provider is in the settings.
ALTER TABLE widget ADD COLUMN captcha_secret bytea;
