-- Providers: the vendors that an account sends with, several per channel, tried in the order of their positions.
-- `secrets` is a JSON object, encrypted and bound to the id.
CREATE TABLE provider (
    id         text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{24}$'),
    account_id bigint      NOT NULL REFERENCES account,
    channel    smallint    NOT NULL,
    kind       text        NOT NULL,
    name       text        NOT NULL,
    settings   jsonb       NOT NULL,
    secrets    bytea       NOT NULL,
    countries  text[]      NOT NULL DEFAULT '{}', -- ISO 3166 codes and dialling prefixes; empty: all
    position   integer     NOT NULL,
    enabled    boolean     NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX provider_account ON provider (account_id);

-- `provider` names who took the message (an id of the table above, or the installation's own sender), `provider_id` the
-- message in the provider's words, by which receipts find it. `tried` are the providers that failed in the round that
-- goes on; `cause` is why a message can never arrive, in a word for visitors.
ALTER TABLE message
    ADD COLUMN tried       text[],
    ADD COLUMN cause       text CHECK (cause IN ('bad_recipient', 'unsubscribed', 'refused')),
    ADD COLUMN finished_at timestamptz; -- when it was delivered, or failed after it was sent
CREATE INDEX message_receipt ON message (provider_id, provider) WHERE provider_id IS NOT NULL;

-- Automatic resends: seconds between them, and when the next one is due. A request without has neither.
ALTER TABLE request
    ADD COLUMN auto_retry    integer,
    ADD COLUMN auto_retry_at timestamptz;
CREATE INDEX request_auto_retry ON request (auto_retry_at) WHERE auto_retry_at IS NOT NULL;
