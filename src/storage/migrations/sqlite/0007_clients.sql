-- compatible from 1
-- Programs that may ask for tokens with a secret, of which only the hash is here. `grants` and `scopes`
-- are JSON arrays of strings.
CREATE TABLE clients (
  name TEXT NOT NULL PRIMARY KEY,
  secret_hash TEXT NOT NULL,
  grants TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at REAL NOT NULL
) STRICT, WITHOUT ROWID;
