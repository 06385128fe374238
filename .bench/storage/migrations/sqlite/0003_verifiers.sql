-- compatible from 1
-- Services that may listen to revocations. The credential itself is never stored.
CREATE TABLE verifiers (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  credential_hash TEXT NOT NULL,
  created_at REAL NOT NULL
) STRICT, WITHOUT ROWID;
