-- Tells every node which row of the configuration changed, so that it forgets its copy at once.
-- Triggers rather than calls: a change by any room, or by hand, is noticed too. The notice goes out with the commit.
-- Columns are listed so that the frequent writes of last_used_at stay silent.

CREATE OR REPLACE FUNCTION config_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('otp_config', TG_TABLE_NAME || ' ' || (to_jsonb(COALESCE(NEW, OLD)) ->> TG_ARGV[0]));
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER authkey_notice
    AFTER INSERT OR DELETE OR UPDATE OF name, scopes, ip_whitelist, enabled, expires_at, key_hash ON authkey
    FOR EACH ROW EXECUTE FUNCTION config_notice('id');

-- A token is found by its value and, for a while, by the one before.
CREATE OR REPLACE FUNCTION token_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('otp_config', 'token ' || v)
       FROM (SELECT unnest(ARRAY[NEW.value, NEW.previous_value, OLD.value, OLD.previous_value])) AS known(v)
      WHERE v IS NOT NULL
      GROUP BY v;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER token_notice
    AFTER INSERT OR DELETE OR UPDATE OF value, previous_value, name, enabled, origins, throttle_hits, throttle_period, throttle_block ON token
    FOR EACH ROW EXECUTE FUNCTION token_notice();

CREATE OR REPLACE TRIGGER signing_key_notice
    AFTER INSERT OR UPDATE OF retires_at ON signing_key
    FOR EACH ROW EXECUTE FUNCTION config_notice('kid');

CREATE OR REPLACE TRIGGER widget_notice
    AFTER INSERT OR DELETE OR UPDATE ON widget
    FOR EACH ROW EXECUTE FUNCTION config_notice('id');

CREATE OR REPLACE TRIGGER template_notice
    AFTER INSERT OR DELETE OR UPDATE ON template
    FOR EACH ROW EXECUTE FUNCTION config_notice('id');

CREATE OR REPLACE TRIGGER provider_notice
    AFTER INSERT OR DELETE OR UPDATE ON provider
    FOR EACH ROW EXECUTE FUNCTION config_notice('account_id');

CREATE OR REPLACE TRIGGER invisible_provider_notice
    AFTER INSERT OR DELETE OR UPDATE ON invisible_provider
    FOR EACH ROW EXECUTE FUNCTION config_notice('account_id');

CREATE OR REPLACE TRIGGER account_notice
    AFTER UPDATE ON account
    FOR EACH ROW EXECUTE FUNCTION config_notice('id');
