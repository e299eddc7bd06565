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

-- What happened in each hour that is over, by account, so that pages need not count it again. An hour's requests are those
-- whose ids begin in it, and its messages are theirs. Filled by count_hour (R__hours.sql), which see.
CREATE TABLE request_hour (
    account_id bigint      NOT NULL,
    hour       timestamptz NOT NULL, -- its beginning, in UTC
    requests   integer     NOT NULL,
    settled    integer     NOT NULL, -- whose end is known: verified, or over
    verified   integer     NOT NULL,
    PRIMARY KEY (account_id, hour)
);
CREATE INDEX request_hour_hour ON request_hour (hour);

CREATE TABLE message_hour (
    account_id bigint      NOT NULL,
    hour       timestamptz NOT NULL,
    provider   text        NOT NULL, -- empty: none had it
    sent       integer     NOT NULL,
    delivered  integer     NOT NULL,
    failed     integer     NOT NULL, -- never went out or arrived
    tried      integer     NOT NULL, -- but for those that nobody could have delivered
    refused    integer     NOT NULL, -- of these
    PRIMARY KEY (account_id, hour, provider)
);
CREATE INDEX message_hour_hour ON message_hour (hour);

-- Hours that were counted, for all accounts, and when the last time. Without gaps.
CREATE TABLE counted_hour (
    hour       timestamptz PRIMARY KEY,
    counted_at timestamptz NOT NULL
);
