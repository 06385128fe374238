-- compatible from 1
-- The second name that newer rows of Flask-Security have, for tokens only, and the address that the owner
-- of the account has shown to read.
ALTER TABLE flask_identities ADD COLUMN token_uniquifier TEXT;
ALTER TABLE flask_identities ADD COLUMN confirmed_email TEXT;
CREATE UNIQUE INDEX flask_identities_token_uniquifier ON flask_identities (token_uniquifier);
