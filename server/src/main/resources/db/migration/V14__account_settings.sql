-- What an account says about itself. Null: the browser's language, and the installation's times.
ALTER TABLE account
    ADD COLUMN time_zone               text NOT NULL DEFAULT 'UTC', -- IANA
    ADD COLUMN language                text,                        -- ISO 639
    ADD COLUMN keep_requests           integer,                     -- days, as the two below
    ADD COLUMN keep_messages           integer,
    ADD COLUMN keep_webhook_deliveries integer;

-- From now on no message outlives its request, by which a person's messages are found.
DELETE FROM message m WHERE NOT EXISTS (SELECT FROM request r WHERE r.id = m.request_id);

-- Finds what webhooks were told of a person. Such an event costs much more than this entry.
CREATE INDEX webhook_delivery_person ON webhook_delivery ((body #>> '{data,identifier}'));
