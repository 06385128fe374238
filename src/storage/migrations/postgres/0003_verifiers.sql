-- compatible from 1
-- Services that may listen to revocations. The credential itself is never stored.
CREATE TABLE verifiers (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  credential_hash TEXT NOT NULL,
  created_at DOUBLE PRECISION NOT NULL
);
