-- A million verifications of the demo's account, over the 29 days before now; the newest second is the last one.
-- Triggers are off meanwhile: webhooks would be looked up for each row.
ALTER TABLE request DISABLE TRIGGER USER;
ALTER TABLE message DISABLE TRIGGER USER;

INSERT INTO widget (id, account_id, settings, created_at, updated_at)
SELECT lpad(to_hex(1767225600 + n), 8, '0') || lpad(to_hex(n), 16, '0'), account_id,
       jsonb_set(settings - 'demoCredentials', '{name}', to_jsonb('Shop ' || n || ' – Kundenkonto für Großbestellungen')),
       now(), now()
FROM widget, generate_series(1, 60) n WHERE id = '3465756a3173343636383032';

INSERT INTO token (id, account_id, value, name, origins, created_at)
SELECT lpad(to_hex(1767225600 + n), 8, '0') || lpad(to_hex(n), 16, '0'), (SELECT min(id) FROM account),
       md5('token' || n), 'Pages of shop ' || n, ARRAY['https://shop' || n || '.example'], now()
FROM generate_series(1, 60) n;

-- One visitor in two hundred thousand has asked ten thousand times.
INSERT INTO request (id, account_id, widget_id, platform, identifier, identifier_hash, channel, code_hash, attempts,
                     attempt_limit, retries, retry_limit, retry_wait, created_at, sent_at, expires_at, verified_at,
                     exchanged_at, idempotency_hash, client_ip, host, lang)
SELECT lpad(to_hex(extract(epoch FROM at)::bigint), 8, '0') || lpad(to_hex(n), 16, '0'), (SELECT min(id) FROM account),
       lpad(to_hex(1767225600 + n % 60 + 1), 8, '0') || lpad(to_hex(n % 60 + 1), 16, '0'), 'web',
       CASE WHEN n % 100 = 0 THEN '919000000001' ELSE (919100000000 + n % 200000)::text END,
       decode(md5(n::text), 'hex'), 11, decode(md5(n::text), 'hex'), n % 4, 3, n % 5 / 4, 3, 30, at, at,
       at + interval '10 minutes', CASE WHEN n % 4 < 3 THEN at + interval '12 seconds' END,
       CASE WHEN n % 4 < 2 THEN at + interval '13 seconds' END, decode(md5(n::text), 'hex'),
       ('10.' || n % 250 || '.' || n / 250 % 250 || '.1')::inet, 'shop' || n % 60 || '.example', 'en'
FROM generate_series(1, 1000000) n,
     LATERAL (SELECT now() - interval '29 days' * (1 - n / 1000000.0) AS at) t;

INSERT INTO message (request_id, account_id, widget_id, channel, recipient, status, attempts, due_at, created_at,
                     expires_at, sent_at, finished_at, provider)
SELECT r.id, r.account_id, r.widget_id, r.channel, r.identifier,
       CASE WHEN r.attempts = 3 THEN 'failed' ELSE 'delivered' END, 1, r.created_at, r.created_at, r.expires_at,
       r.created_at + interval '1 second', r.created_at + interval '3 seconds', 'inbox'
FROM request r, generate_series(0, r.retries) WHERE r.identifier LIKE '919%' ORDER BY r.id;

INSERT INTO audit (account_id, at, actor, actor_name, action, subject, subject_name, changes, ip)
SELECT (SELECT min(id) FROM account), now() - interval '1 minute' * (200000 - n), 'system', 'ann@shop.example',
       'widget.changed', lpad(to_hex(1767225600 + n % 60 + 1), 8, '0') || lpad(to_hex(n % 60 + 1), 16, '0'), 'Shop',
       '[{"field": "name", "before": "Shop", "after": "Shop of today"}, {"field": "expiryTime", "before": 10, "after": 5}]',
       '10.0.0.1'
FROM generate_series(1, 200000) n;

ALTER TABLE request ENABLE TRIGGER USER;
ALTER TABLE message ENABLE TRIGGER USER;

-- The hours were counted meanwhile, as by a server that has run all the time.
SELECT pg_advisory_xact_lock(hashtextextended('count_hour', 18));
TRUNCATE request_hour, message_hour, counted_hour;
DO $$
BEGIN
    WHILE count_hour(now()) LOOP
    END LOOP;
END $$;
