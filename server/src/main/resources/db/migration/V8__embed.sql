-- Demo credentials: requests to them are marked for good. Nobody was reached and nobody proved anything.
-- What was stored of them before had no effect and held the code in the clear: their owners enter them again.
ALTER TABLE request ADD COLUMN demo boolean NOT NULL DEFAULT false;
UPDATE widget SET settings = settings - 'demoCredentials' WHERE settings #> '{demoCredentials,otp}' IS NOT NULL;

-- How often a widget's demo credentials were used on a day (UTC): requests and attempts together.
CREATE TABLE demo_use (
    widget_id text PRIMARY KEY,
    day       date    NOT NULL,
    uses      integer NOT NULL
);

-- Invisible OTP. A request that a provider confirmed has nobody's code, and no message.
ALTER TABLE request ADD COLUMN invisible boolean NOT NULL DEFAULT false;

-- How an account's provider is called; its authorization is encrypted and bound to the account.
CREATE TABLE invisible_provider (
    account_id           bigint PRIMARY KEY REFERENCES account,
    settings             jsonb       NOT NULL,
    authorization_sealed bytea       NOT NULL,
    updated_at           timestamptz NOT NULL
);

-- Checks that began and were not confirmed: for a while the next send of the same identifier goes out as a code at once.
-- `session` is the provider's name of the check, encrypted.
CREATE TABLE invisible_attempt (
    widget_id       text        NOT NULL,
    identifier_hash bytea       NOT NULL,
    request_id      text        NOT NULL,
    session         bytea,
    began_at        timestamptz NOT NULL,
    PRIMARY KEY (widget_id, identifier_hash)
);
