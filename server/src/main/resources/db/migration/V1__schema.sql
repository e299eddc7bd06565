-- The shared state of all server nodes. Times come from the application's clock, never from now(),
-- so that tests can move it. The statements of the hot path are functions (R__verification.sql):
-- one round trip and one commit each.

CREATE TABLE account (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL
);

-- Secret credential of a customer's servers. Only a keyed hash is kept; `hint` is its first characters.
CREATE TABLE authkey (
    id           text PRIMARY KEY,
    account_id   bigint      NOT NULL REFERENCES account,
    name         text        NOT NULL,
    hint         text        NOT NULL,
    key_hash     bytea       NOT NULL UNIQUE,
    scopes       text[]      NOT NULL,
    ip_whitelist text[]      NOT NULL DEFAULT '{}',
    enabled      boolean     NOT NULL DEFAULT true,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz
);
CREATE INDEX authkey_account ON authkey (account_id);

-- Public credential that pages and apps carry; not a secret, hence in the clear.
CREATE TABLE token (
    id              text PRIMARY KEY,
    account_id      bigint      NOT NULL REFERENCES account,
    value           text        NOT NULL UNIQUE,
    name            text        NOT NULL,
    enabled         boolean     NOT NULL DEFAULT true,
    origins         text[]      NOT NULL DEFAULT '{}', -- empty: any
    throttle_hits   integer,
    throttle_period integer, -- seconds
    throttle_block  integer, -- seconds
    created_at      timestamptz NOT NULL,
    last_used_at    timestamptz
);
CREATE INDEX token_account ON token (account_id);

CREATE TABLE widget (
    id         text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{24}$'),
    account_id bigint      NOT NULL REFERENCES account,
    number     bigint GENERATED ALWAYS AS IDENTITY UNIQUE, -- widgetPrimaryId of the contract
    settings   jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX widget_account ON widget (account_id);

-- One row per token and client address that was seen under a throttle rule or was given a state by hand.
CREATE TABLE ip_state (
    token_id      text        NOT NULL REFERENCES token ON DELETE CASCADE,
    ip            inet        NOT NULL,
    state         text        NOT NULL DEFAULT 'normal'
                  CHECK (state IN ('normal', 'temporarily_blocked', 'permanently_blocked', 'whitelisted')),
    blocked_until timestamptz,
    period_start  timestamptz NOT NULL,
    hits          integer     NOT NULL DEFAULT 0,
    earlier_hits  integer     NOT NULL DEFAULT 0, -- of the period before: the window slides
    PRIMARY KEY (token_id, ip)
);

-- Wrong guesses per identifier across requests: a bucket that drains with time (verification rule 3).
CREATE TABLE guess_budget (
    account_id      bigint           NOT NULL,
    identifier_hash bytea            NOT NULL,
    level           double precision NOT NULL,
    consecutive     integer          NOT NULL,
    updated_at      timestamptz      NOT NULL,
    PRIMARY KEY (account_id, identifier_hash)
);

-- One verification: a code or link for one identifier. `id` begins with the time in seconds (8 hex digits), so that
-- inserts stay at one end of the index and old requests are found without another one. The code is kept as a keyed hash; `code_sealed` is the
-- same code encrypted, for resends, and is wiped when the request ends.
CREATE TABLE request (
    id               text PRIMARY KEY,
    account_id       bigint      NOT NULL,
    widget_id        text        NOT NULL,
    token_id         text, -- null: asked for by a server with its authkey
    platform         text        NOT NULL,
    identifier       text        NOT NULL,
    identifier_hash  bytea       NOT NULL,
    channel          smallint    NOT NULL,
    code_hash        bytea       NOT NULL,
    code_sealed      bytea,
    attempts         smallint    NOT NULL DEFAULT 0,
    attempt_limit    smallint    NOT NULL,
    retries          integer     NOT NULL DEFAULT 0,
    retry_limit      integer     NOT NULL,
    retry_wait       integer     NOT NULL, -- seconds
    created_at       timestamptz NOT NULL,
    sent_at          timestamptz NOT NULL, -- when the last message was asked for
    expires_at       timestamptz NOT NULL,
    verified_at      timestamptz,
    exchanged_at     timestamptz,
    idempotency_hash bytea       NOT NULL,
    retry_key        bytea,
    verify_key       bytea,
    replay_misses    smallint    NOT NULL DEFAULT 0, -- once verified: keyed calls that were not its repetition
    client_ip        inet,
    host             text,
    lang             text,
    variables        jsonb
) WITH (fillfactor = 75);
CREATE INDEX request_idempotency ON request (idempotency_hash);

-- The outbox and the record of every message. `secret` (the code, encrypted) is wiped once sent.
-- A queued row is due at `due_at`; whoever works on it moves that time on first, as a lease.
CREATE TABLE message (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id  text        NOT NULL,
    account_id  bigint      NOT NULL,
    widget_id   text        NOT NULL,
    channel     smallint    NOT NULL,
    recipient   text        NOT NULL,
    lang        text,
    host        text,
    variables   jsonb,
    secret      bytea,
    status      text        NOT NULL DEFAULT 'queued'
                CHECK (status IN ('queued', 'sent', 'delivered', 'failed', 'expired')),
    attempts    smallint    NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    sent_at     timestamptz,
    provider    text,
    provider_id text,
    reason      text
) WITH (fillfactor = 75);
CREATE INDEX message_due ON message (channel, due_at) WHERE status = 'queued';
CREATE INDEX message_request ON message (request_id);

-- Keys that sign access tokens (Ed25519). A key is published from `created_at`, signs from `signs_from` until the next
-- generation does, and is accepted until `retires_at`; then its private part is wiped. Of nodes that add the same
-- generation at once, one wins.
CREATE TABLE signing_key (
    kid            text PRIMARY KEY,
    generation     bigint      NOT NULL UNIQUE,
    public_key     bytea       NOT NULL,
    private_sealed bytea,
    created_at     timestamptz NOT NULL,
    signs_from     timestamptz NOT NULL,
    retires_at     timestamptz -- null: the newest
);

-- The built-in inbox: messages that were kept instead of sent (demo). Text and code are encrypted.
CREATE TABLE inbox_message (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient  text        NOT NULL,
    channel    smallint    NOT NULL,
    request_id text        NOT NULL,
    content    bytea       NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX inbox_recipient ON inbox_message (recipient, id DESC);
