-- compatible from 1
-- How the Flask-Security application that an account came from names it in what it signs. By itself it
-- authenticates nobody: that takes the application's SECRET_KEY, which is not in the database.
CREATE TABLE flask_identities (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  uniquifier TEXT NOT NULL UNIQUE,
  password_version INTEGER NOT NULL,
  tokens_from REAL NOT NULL
) STRICT, WITHOUT ROWID;
