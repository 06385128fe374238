-- Times are seconds since 1970 as REAL. No column holds anything that authenticates: a refresh token
-- is recomputed from the master secret, passwords are hashes, private keys are encrypted.

CREATE TABLE accounts (
  id TEXT NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL UNIQUE,
  email TEXT,
  email_key TEXT UNIQUE,
  roles TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at REAL NOT NULL,
  disabled_at REAL,
  password_hash TEXT,
  password_version INTEGER NOT NULL
) STRICT;

-- sweep_after is when a look at the row may pay off: no later than it means nothing any more, and
-- perhaps earlier. No renewal moves it, so that the hottest UPDATE touches the row and no index.
CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  client_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  renewal_ids TEXT NOT NULL,
  authenticated_at REAL NOT NULL,
  rotated_at REAL NOT NULL,
  last_used_at REAL NOT NULL,
  idle_lifetime REAL NOT NULL,
  idle_expires_at REAL NOT NULL,
  expires_at REAL NOT NULL,
  ended_at REAL,
  end_reason TEXT,
  device TEXT,
  network TEXT,
  sweep_after REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_not_ended ON sessions (account_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_to_sweep ON sessions (sweep_after);

-- AUTOINCREMENT: a number is never used twice, so that "everything after n" misses nothing.
CREATE TABLE revocations (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  issued_until REAL,
  revoked_at REAL NOT NULL,
  expires_at REAL NOT NULL
) STRICT;

CREATE INDEX revocations_to_sweep ON revocations (expires_at);

CREATE TABLE signing_keys (
  kid TEXT NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  algorithm TEXT NOT NULL,
  state TEXT NOT NULL,
  public_key TEXT,
  sealed_private_key TEXT NOT NULL,
  created_at REAL NOT NULL,
  state_since REAL NOT NULL
) STRICT;

-- arrival: when the budget will be full again.
CREATE TABLE budgets (
  key TEXT NOT NULL PRIMARY KEY,
  arrival REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX budgets_to_sweep ON budgets (arrival);
