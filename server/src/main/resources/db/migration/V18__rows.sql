-- An account's messages in the order of their requests, so that the old ones and those of a day are found without
-- looking at others'. It takes the place of an index by request alone: whoever looks for a request's messages knows its
-- account.
CREATE INDEX message_account ON message (account_id, request_id);
DROP INDEX message_request;
