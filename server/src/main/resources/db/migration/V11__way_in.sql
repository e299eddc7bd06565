-- From where operators came in lately: keyed hashes of e-mail and client address. Strangers' wrong guesses elsewhere do
-- not count there.
CREATE TABLE sign_in_place (
    key_hash bytea PRIMARY KEY,
    seen_at  timestamptz NOT NULL
);

-- The history of one thing.
CREATE INDEX audit_subject ON audit (account_id, subject, id DESC);
