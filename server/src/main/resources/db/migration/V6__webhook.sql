-- Webhooks: where accounts want to hear of their verifications, signed. `secret` is encrypted and bound to the id; for a
-- while after a rotation the one before signs as well.
CREATE TABLE webhook (
    id               text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{24}$'),
    account_id       bigint      NOT NULL REFERENCES account,
    name             text        NOT NULL,
    url              text        NOT NULL,
    events           text[]      NOT NULL,
    enabled          boolean     NOT NULL,
    disabled_because text CHECK (disabled_because IN ('gone')), -- null: somebody switched it off, or it is on
    secret           bytea       NOT NULL,
    previous_secret  bytea,
    previous_until   timestamptz,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL
);
CREATE INDEX webhook_account ON webhook (account_id);

-- One event for one webhook: outbox and record in one. The id is the event's name to the customer; it begins with the
-- time as those of requests do. A pending row is due at `due_at`; whoever works on it moves that time on first, as a
-- lease. `webhook_id` is no foreign key: checking it would lock the webhook's row with every event.
CREATE TABLE webhook_delivery (
    id          text PRIMARY KEY,
    webhook_id  text        NOT NULL,
    event       text        NOT NULL,
    body        json        NOT NULL, -- kept to the letter, since it is signed
    status      text        NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts    smallint    NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL,
    created_at  timestamptz NOT NULL,
    finished_at timestamptz,
    answer      integer, -- HTTP status of the last attempt
    reason      text     -- why the last attempt got none
) WITH (fillfactor = 75);
CREATE INDEX webhook_delivery_list ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, due_at) WHERE status = 'pending';

-- Requests whose end somebody wants to hear of: looked at when their time is over.
CREATE TABLE webhook_expiry (
    request_id text PRIMARY KEY,
    due_at     timestamptz NOT NULL
);
CREATE INDEX webhook_expiry_due ON webhook_expiry (due_at);

-- When the provider's report came, by the server's clock: `finished_at` may be the provider's.
ALTER TABLE message ADD COLUMN reported_at timestamptz;
