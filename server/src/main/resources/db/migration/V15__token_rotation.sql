-- A token's former value works on for a while after a rotation, so that pages can be changed one after the other.
ALTER TABLE token
    ADD COLUMN previous_value text UNIQUE,
    ADD COLUMN previous_until timestamptz,
    ADD CHECK ((previous_value IS NULL) = (previous_until IS NULL));

-- Operators look for what is blocked or let through among the many addresses that were only seen.
CREATE INDEX ip_state_marked ON ip_state (token_id, ip) WHERE state <> 'normal';
