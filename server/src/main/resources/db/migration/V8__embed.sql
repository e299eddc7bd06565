-- Demo credentials: requests to them are marked for good. Nobody was reached and nobody proved anything.
-- What was stored of them before had no effect and held the code in the clear: their owners enter them again.
ALTER TABLE request ADD COLUMN demo boolean NOT NULL DEFAULT false;
UPDATE widget SET settings = settings - 'demoCredentials' WHERE settings #> '{demoCredentials,otp}' IS NOT NULL;

-- How often a widget's demo credentials were used on a day (UTC): requests and attempts together.
CREATE TABLE demo_use (
    widget_id text PRIMARY KEY,
    day       date    NOT NULL,
    uses      integer NOT NULL
);
