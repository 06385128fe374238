-- compatible from 1
-- How the Flask-Security application that an account came from names it in what it signs. By itself it
-- authenticates nobody: that takes the application's SECRET_KEY, which is not in the database.
CREATE TABLE flask_identities (
  account_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES accounts (id),
  uniquifier TEXT COLLATE "C" NOT NULL UNIQUE,
  password_version BIGINT NOT NULL,
  tokens_from DOUBLE PRECISION NOT NULL
);
