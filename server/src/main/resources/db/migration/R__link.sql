-- Magic links: opened, confirmed and voided. All three find the request by the id in the link and hold its secret against
-- the keyed hash; a link with a wrong secret is as unknown as one that never was.

-- What a link can still do: 'open', or why nothing.
CREATE OR REPLACE FUNCTION link_standing(r request, p_hashes bytea[], p_nonce bytea, p_now timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN r.id IS NULL THEN 'unknown'
        -- A keyed hash begins with four bytes that name its key.
        WHEN sha256(r.code_hash || p_nonce) IS DISTINCT FROM
             sha256((SELECT h FROM unnest(p_hashes) AS h WHERE substr(h, 1, 4) = substr(r.code_hash, 1, 4)) || p_nonce)
             THEN 'unknown'
        WHEN r.voided_at IS NOT NULL THEN 'voided'
        WHEN r.verified_at IS NOT NULL THEN 'used'
        WHEN r.attempts >= r.attempt_limit THEN 'voided'
        WHEN r.expires_at <= p_now THEN 'expired'
        ELSE 'open' END
$$;

-- Whether two client addresses are one network: the address itself, or the /64 of IPv6.
CREATE OR REPLACE FUNCTION same_network(one inet, other inet) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(family(one) = family(other)
        AND network(set_masklen(one, CASE family(one) WHEN 4 THEN 32 ELSE 64 END))
          = network(set_masklen(other, CASE family(other) WHEN 4 THEN 32 ELSE 64 END)), false)
$$;

-- Looks a link up. With `p_scanner` it also records that somebody opened it: true for what looks like a program, to which
-- everything counts that comes from another network within `p_haste` of the message. A person's opening is the last word.
CREATE OR REPLACE FUNCTION open_link(
    p_link bytea, p_hashes bytea[], p_nonce bytea, p_browsers bytea[], p_scanner boolean, p_ip inet,
    p_haste interval, p_now timestamptz)
RETURNS TABLE (outcome text, same_browser boolean, r request) LANGUAGE plpgsql AS $$
DECLARE
    scanner boolean;
BEGIN
    SELECT * INTO r FROM request WHERE link_id = p_link;
    outcome := link_standing(r, p_hashes, p_nonce, p_now);
    same_browser := coalesce(r.browser_hash = ANY (p_browsers), false);
    scanner := p_scanner OR (r.sent_at + p_haste > p_now AND NOT same_network(r.client_ip, p_ip));
    IF outcome = 'open' AND (r.opened_at IS NULL OR (r.opened_by_scanner AND NOT scanner)) THEN
        UPDATE request SET opened_at = coalesce(opened_at, p_now),
               opened_by_scanner = coalesce(opened_by_scanner, true) AND scanner
         WHERE id = r.id AND scanner IS NOT NULL;
    END IF;
    RETURN NEXT;
END $$;

-- Confirms a link, once. Who is not in the browser that asked has to bring the digits that the waiting page shows: the
-- attempt is counted by the very UPDATE that compares them, and the last wrong one voids the request. Afterwards
-- `browser_hash` tells that the browser that asked is the one that confirmed, and so went on with the access token.
CREATE OR REPLACE FUNCTION confirm_link(
    p_link bytea, p_hashes bytea[], p_nonce bytea, p_browsers bytea[], p_digits smallint, p_now timestamptz)
RETURNS TABLE (outcome text, same_browser boolean, r request) LANGUAGE plpgsql AS $$
BEGIN
    SELECT * INTO r FROM request WHERE link_id = p_link FOR UPDATE;
    outcome := link_standing(r, p_hashes, p_nonce, p_now);
    same_browser := coalesce(r.browser_hash = ANY (p_browsers), false);
    IF outcome = 'open' AND r.match_code IS NOT NULL AND NOT same_browser AND p_digits IS NULL THEN
        outcome := 'digits';
    ELSIF outcome = 'open' THEN
        UPDATE request q SET
               attempts = attempts + 1,
               verified_at = CASE WHEN same_browser OR coalesce(match_code = p_digits, match_code IS NULL) THEN p_now END,
               confirmed_at = CASE WHEN same_browser OR coalesce(match_code = p_digits, match_code IS NULL) THEN p_now END,
               opened_by_scanner = opened_by_scanner
                                   AND NOT (same_browser OR coalesce(match_code = p_digits, match_code IS NULL)),
               voided_at = CASE WHEN NOT (same_browser OR coalesce(match_code = p_digits, match_code IS NULL))
                                     AND attempts + 1 >= attempt_limit THEN p_now END,
               browser_hash = CASE WHEN same_browser OR NOT coalesce(match_code = p_digits, match_code IS NULL)
                                   THEN browser_hash END,
               code_sealed = CASE WHEN same_browser OR coalesce(match_code = p_digits, match_code IS NULL)
                                       OR attempts + 1 >= attempt_limit THEN NULL
                                  ELSE code_sealed END
         WHERE q.id = r.id AND attempts < attempt_limit AND verified_at IS NULL AND voided_at IS NULL
        RETURNING * INTO r;
        outcome := CASE WHEN r.confirmed_at IS NOT NULL THEN 'confirmed'
                        WHEN r.voided_at IS NOT NULL THEN 'voided' ELSE 'wrong' END;
        IF outcome = 'confirmed' THEN
            UPDATE guess_budget b SET consecutive = 0
             WHERE b.account_id = r.account_id AND b.identifier_hash = r.identifier_hash AND b.consecutive > 0;
        END IF;
    END IF;
    RETURN NEXT;
END $$;

-- "It wasn't me": ends the request, and counts against the address that asked for it.
CREATE OR REPLACE FUNCTION void_link(
    p_link bytea, p_hashes bytea[], p_nonce bytea, p_asker bytea, p_limit integer, p_period integer, p_now timestamptz)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    r       request;
    outcome text;
BEGIN
    SELECT * INTO r FROM request WHERE link_id = p_link FOR UPDATE;
    outcome := link_standing(r, p_hashes, p_nonce, p_now);
    IF outcome = 'open' THEN
        UPDATE request SET voided_at = p_now, code_sealed = NULL WHERE id = r.id;
        outcome := 'denied';
        IF p_asker IS NOT NULL THEN
            INSERT INTO guess_budget AS g (account_id, identifier_hash, level, consecutive, updated_at)
            VALUES (r.account_id, p_asker, 1, 0, p_now)
            ON CONFLICT (account_id, identifier_hash)
            DO UPDATE SET updated_at = p_now,
                          level = 1 + greatest(0, g.level - extract(epoch FROM p_now - g.updated_at) * p_limit / p_period);
        END IF;
    END IF;
    RETURN outcome;
END $$;
