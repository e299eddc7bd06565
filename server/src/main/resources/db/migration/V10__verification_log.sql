-- Operators read the log of requests by account, the latest first, and search it for a person. Both columns never
-- change, so that updates of a request stay within their page.
CREATE INDEX request_account ON request (account_id, id);
CREATE INDEX request_person ON request (account_id, identifier, id);
