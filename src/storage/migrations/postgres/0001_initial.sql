-- Times are seconds since 1970. No column holds anything that authenticates: a refresh token is
-- recomputed from the master secret, passwords are hashes, private keys are encrypted.
-- Text is compared byte by byte (COLLATE "C"), as in the other stores, and no upgrade of the system's
-- locales makes an index wrong.

CREATE TABLE accounts (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  username_key TEXT COLLATE "C" NOT NULL UNIQUE,
  email TEXT,
  email_key TEXT COLLATE "C" UNIQUE,
  roles TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at DOUBLE PRECISION NOT NULL,
  disabled_at DOUBLE PRECISION,
  password_hash TEXT,
  password_version BIGINT NOT NULL
);

-- sweep_after is when a look at the row may pay off: no later than it means nothing any more, and
-- perhaps earlier. No renewal moves it, so that the hottest UPDATE touches the row and no index, and
-- with room left on the page the new version of the row needs none either (HOT).
CREATE TABLE sessions (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id),
  client_id TEXT NOT NULL,
  generation BIGINT NOT NULL,
  renewal_ids TEXT NOT NULL,
  authenticated_at DOUBLE PRECISION NOT NULL,
  rotated_at DOUBLE PRECISION NOT NULL,
  last_used_at DOUBLE PRECISION NOT NULL,
  idle_lifetime DOUBLE PRECISION NOT NULL,
  idle_expires_at DOUBLE PRECISION NOT NULL,
  expires_at DOUBLE PRECISION NOT NULL,
  ended_at DOUBLE PRECISION,
  end_reason TEXT,
  device TEXT,
  network TEXT,
  sweep_after DOUBLE PRECISION NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX sessions_not_ended ON sessions (account_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_to_sweep ON sessions (sweep_after);

-- The last number that a revocation got. Whoever takes the next one holds this row until it has
-- committed or given up, so that numbers become visible in their order and without gaps: "everything
-- after n" misses nothing. A sequence would hand out 8 while 7 is still under way.
CREATE TABLE revocation_counter (
  last BIGINT NOT NULL
);
INSERT INTO revocation_counter (last) VALUES (0);

CREATE FUNCTION next_revocation() RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
  taken BIGINT;
BEGIN
  UPDATE revocation_counter SET last = last + 1 RETURNING last INTO STRICT taken;
  -- Sent when the transaction commits, once.
  NOTIFY latchkey_revocations;
  RETURN taken;
END
$$;

CREATE TABLE revocations (
  sequence BIGINT NOT NULL DEFAULT next_revocation() PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  issued_until DOUBLE PRECISION,
  revoked_at DOUBLE PRECISION NOT NULL,
  expires_at DOUBLE PRECISION NOT NULL
);

CREATE INDEX revocations_to_sweep ON revocations (expires_at);

CREATE TABLE signing_keys (
  kid TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL UNIQUE,
  algorithm TEXT NOT NULL,
  state TEXT NOT NULL,
  public_key TEXT,
  sealed_private_key TEXT NOT NULL,
  created_at DOUBLE PRECISION NOT NULL,
  state_since DOUBLE PRECISION NOT NULL
);

CREATE UNIQUE INDEX one_signing_key ON signing_keys (state) WHERE state = 'signing';

-- arrival: when the budget will be full again.
CREATE TABLE budgets (
  key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  arrival DOUBLE PRECISION NOT NULL
);

CREATE INDEX budgets_to_sweep ON budgets (arrival);
