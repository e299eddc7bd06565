-- An account's messages in the order of their requests, so that the old ones and those of a day are found without
-- looking at others'. It takes the place of an index by request alone: whoever looks for a request's messages knows its
-- account.
CREATE INDEX message_account ON message (account_id, request_id);
DROP INDEX message_request;

-- Whose request a message in the inbox belongs to. Null: a mail of the installation itself, to an operator. Of rows whose
-- request is gone nobody can tell any more, so they go.
ALTER TABLE inbox_message ADD COLUMN account_id bigint;
UPDATE inbox_message m SET account_id = r.account_id FROM request r WHERE r.id = m.request_id;
DELETE FROM inbox_message WHERE account_id IS NULL;

-- Since when a callback asks the provider how the check ended, so that another one of the same check doesn't.
ALTER TABLE invisible_attempt ADD COLUMN asked_at timestamptz;
