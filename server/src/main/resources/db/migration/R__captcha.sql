-- Counts one challenge for each scope and tells how many each had in the sliding period that ends now: this period's,
-- and of the one before as much as still reaches into it.
CREATE OR REPLACE FUNCTION captcha_hits(p_scopes text[], p_now timestamptz, p_seconds integer)
RETURNS TABLE (n integer, hits double precision) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    at      double precision := extract(epoch FROM p_now) / p_seconds;
    current bigint           := floor(at);
BEGIN
    -- Nothing of worth is lost with it, and the widget's row is free for the next call at once.
    PERFORM set_config('synchronous_commit', 'off', true);
    FOR i IN 1 .. array_length(p_scopes, 1) LOOP
        n := i;
        INSERT INTO captcha_hit AS h (period, scope, hits) VALUES (current, p_scopes[i], 1)
            ON CONFLICT (period, scope) DO UPDATE SET hits = h.hits + 1
            RETURNING h.hits INTO hits;
        hits := hits + (1 - (at - current)) * coalesce(
            (SELECT e.hits FROM captcha_hit e WHERE e.period = current - 1 AND e.scope = p_scopes[i]), 0);
        RETURN NEXT;
    END LOOP;
END $$;
