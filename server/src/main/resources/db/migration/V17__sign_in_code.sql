-- Operators sign in by a code of our own widget.

-- The widget whose codes let operators in; null: none. It may be disabled or gone: then nobody is let in by a code.
ALTER TABLE account ADD COLUMN sign_in_widget text;
CREATE INDEX account_sign_in ON account (id) WHERE sign_in_widget IS NOT NULL;

-- The number or address that an operator proved to have. A keyed hash finds it; the operator sees it masked.
CREATE TABLE operator_identifier (
    operator_id     text PRIMARY KEY REFERENCES operator ON DELETE CASCADE,
    account_id      bigint      NOT NULL REFERENCES account,
    identifier_hash bytea       NOT NULL,
    masked          text        NOT NULL,
    created_at      timestamptz NOT NULL,
    UNIQUE (account_id, identifier_hash)
);

-- Null: the session began by a code, and neither passphrase nor passkey were given in it.
ALTER TABLE operator_session ALTER COLUMN proved_at DROP NOT NULL;
