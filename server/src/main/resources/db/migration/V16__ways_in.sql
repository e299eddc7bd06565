-- Operators' other ways in: passkeys, and links by which a forgotten passphrase is replaced.

-- Nothing in it lets anybody in: the authenticator keeps the private key.
CREATE TABLE passkey (
    id              text PRIMARY KEY,
    operator_id     text        NOT NULL REFERENCES operator ON DELETE CASCADE,
    name            text        NOT NULL,
    credential_id   bytea       NOT NULL UNIQUE,
    credential      bytea       NOT NULL, -- attested credential data: the id again, and the public key
    sign_count      bigint      NOT NULL, -- 0 for ever where the authenticator doesn't count
    backup_eligible boolean     NOT NULL, -- whether its keeper may copy it to other devices
    transports      text        NOT NULL, -- how browsers reach it, separated by commas
    created_at      timestamptz NOT NULL,
    last_used_at    timestamptz
);
CREATE INDEX passkey_operator ON passkey (operator_id);

-- Challenges that were answered, as hashes, until they would be too old anyway.
CREATE TABLE passkey_answered (
    challenge_hash bytea PRIMARY KEY,
    expires_at     timestamptz NOT NULL
);

CREATE TABLE passphrase_reset (
    operator_id text PRIMARY KEY REFERENCES operator ON DELETE CASCADE,
    token_hash  bytea       NOT NULL UNIQUE,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
