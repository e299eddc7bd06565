-- Magic links. A link request's `code_hash` is the keyed hash of the secret in the link, `link_id` is what the link finds
-- its request by, and confirming it sets `verified_at` too. `browser_hash` is of the cookie of the browser that asked, and
-- `match_code` the two digits that the waiting page shows; null where nothing has to match.
ALTER TABLE request
    ADD COLUMN link_id           bytea,
    ADD COLUMN match_code        smallint,
    ADD COLUMN browser_hash      bytea,
    ADD COLUMN state             text, -- the page's own, given back with the access token
    ADD COLUMN asker             text, -- browser and system of who asked, in short words
    ADD COLUMN opened_at         timestamptz, -- when the link was first opened by anybody
    ADD COLUMN opened_by_scanner boolean, -- whether only programs have opened it so far
    ADD COLUMN confirmed_at      timestamptz,
    ADD COLUMN voided_at         timestamptz, -- "It wasn't me", or too many wrong match codes
    -- Somebody looks at the request live until then: changes are announced. Null for nearly all.
    ADD COLUMN watched_until     timestamptz;
-- Partial, so that requests with a code have no entry.
CREATE UNIQUE INDEX request_link ON request (link_id) WHERE link_id IS NOT NULL;

-- The match code became a setting that is on by default.
UPDATE widget SET settings = '{"matchCode": true}'::jsonb || settings;
