-- Message templates of accounts. `variants` holds the texts by language (BCP 47), each with what is registered for it:
-- {"en": {"text": "…", "subject": …, "html": …, "dltTemplateId": …, "whatsappLanguage": …}}.
-- Widgets name templates inside their settings; saving a widget holds the rows (FOR SHARE), deleting one locks it first.
CREATE TABLE template (
    id               text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{24}$'),
    account_id       bigint      NOT NULL REFERENCES account,
    name             text        NOT NULL,
    channel          smallint    NOT NULL,
    sender           text,
    dlt_entity_id    text,
    whatsapp_name    text,
    default_language text        NOT NULL,
    variants         jsonb       NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK (variants ? default_language)
);
CREATE INDEX template_account ON template (account_id, id);

-- The origin-bound line became a setting that is on by default.
UPDATE widget SET settings = '{"originLine": true}'::jsonb || settings;
