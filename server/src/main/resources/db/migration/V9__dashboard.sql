-- The people who operate this installation through the dashboard. Nothing here holds a passphrase, link or session
-- in the clear: what somebody has to bring is kept as a hash.

CREATE TABLE operator (
    id              text PRIMARY KEY,
    account_id      bigint      NOT NULL REFERENCES account,
    email           text        NOT NULL UNIQUE, -- canonical spelling
    passphrase_hash text        NOT NULL,        -- Argon2id, in the PHC form, parameters included
    role            text        NOT NULL CHECK (role IN ('owner', 'admin', 'developer', 'viewer')),
    enabled         boolean     NOT NULL DEFAULT true,
    created_at      timestamptz NOT NULL,
    last_sign_in_at timestamptz
);
CREATE INDEX operator_account ON operator (account_id);

-- A link that makes one operator. The set-up link of a new installation has neither account nor e-mail.
CREATE TABLE invitation (
    id         text PRIMARY KEY,
    account_id bigint REFERENCES account,
    email      text,
    role       text        NOT NULL CHECK (role IN ('owner', 'admin', 'developer', 'viewer')),
    token_hash bytea       NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX invitation_email ON invitation (account_id, email);
CREATE UNIQUE INDEX invitation_set_up ON invitation ((account_id IS NULL)) WHERE account_id IS NULL;

-- `id` names the session in lists; what the browser holds is another value, of which this is the hash.
CREATE TABLE operator_session (
    id          text PRIMARY KEY,
    token_hash  bytea       NOT NULL UNIQUE,
    operator_id text        NOT NULL REFERENCES operator ON DELETE CASCADE,
    created_at  timestamptz NOT NULL,
    seen_at     timestamptz NOT NULL, -- to the minute
    proved_at   timestamptz NOT NULL, -- when the passphrase was last given
    ip          inet        NOT NULL,
    agent       text        NOT NULL
);
CREATE INDEX operator_session_operator ON operator_session (operator_id);

-- Attempts to sign in, per e-mail address and per client address: buckets that drain with time.
CREATE TABLE sign_in_budget (
    key_hash   bytea PRIMARY KEY,
    level      double precision NOT NULL,
    updated_at timestamptz      NOT NULL
);

-- Who changed what, from where. `changes` holds before and after by field, without secrets.
CREATE TABLE audit (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint      NOT NULL,
    at           timestamptz NOT NULL,
    actor        text        NOT NULL, -- id of the operator or authkey; 'system'
    actor_name   text        NOT NULL,
    action       text        NOT NULL, -- such as widget.changed
    subject      text        NOT NULL,
    subject_name text        NOT NULL,
    changes      jsonb       NOT NULL,
    ip           inet
);
CREATE INDEX audit_account ON audit (account_id, id DESC);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is only ever added to';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
