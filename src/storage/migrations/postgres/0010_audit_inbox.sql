-- compatible from 1
-- What was done, written by the database itself in the transaction that did it, also when that is an
-- older release or a person with a shell. Ids and reasons only: no name, no address, no credential.

-- Transactions write here without waiting for each other. An id says in which order things were done, but
-- not in which order they become visible, and it has gaps.
CREATE TABLE audit_inbox (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at DOUBLE PRECISION NOT NULL DEFAULT extract(epoch FROM clock_timestamp()),
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
);

-- What is visible is moved on from there, and gets its number, without gaps, from whoever holds the counter.
CREATE TABLE audit_counter (
  last BIGINT NOT NULL
);
INSERT INTO audit_counter (last) VALUES (0);

CREATE TABLE audit (
  sequence BIGINT NOT NULL PRIMARY KEY,
  at DOUBLE PRECISION NOT NULL,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
);

-- Each covers the records after the one before it, and that one itself.
CREATE TABLE audit_seals (
  number BIGINT NOT NULL PRIMARY KEY,
  until BIGINT NOT NULL,
  key_id TEXT NOT NULL,
  mac TEXT NOT NULL
);

CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is only added to';
END
$$;
CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to();
CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE ON audit_inbox
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to();

-- The arguments of a trigger: the event, and whether it says more.
CREATE FUNCTION audit_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_inbox (event, subject, detail) VALUES (
    TG_ARGV[0], NEW.id, CASE TG_ARGV[1] WHEN 'rights' THEN NEW.roles || ' ' || NEW.scopes ELSE '' END
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_account_created AFTER INSERT ON accounts
FOR EACH ROW EXECUTE FUNCTION audit_account('account_created', 'rights');
CREATE TRIGGER audit_account_disabled AFTER UPDATE OF disabled_at ON accounts
FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
EXECUTE FUNCTION audit_account('account_disabled', '');
CREATE TRIGGER audit_account_enabled AFTER UPDATE OF disabled_at ON accounts
FOR EACH ROW WHEN (OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL)
EXECUTE FUNCTION audit_account('account_enabled', '');
CREATE TRIGGER audit_account_renamed AFTER UPDATE OF username, email ON accounts
FOR EACH ROW WHEN (OLD.username IS DISTINCT FROM NEW.username OR OLD.email IS DISTINCT FROM NEW.email)
EXECUTE FUNCTION audit_account('account_renamed', '');
CREATE TRIGGER audit_account_rights AFTER UPDATE OF roles, scopes ON accounts
FOR EACH ROW WHEN (OLD.roles IS DISTINCT FROM NEW.roles OR OLD.scopes IS DISTINCT FROM NEW.scopes)
EXECUTE FUNCTION audit_account('account_rights', 'rights');
CREATE TRIGGER audit_password_changed AFTER UPDATE OF password_version ON accounts
FOR EACH ROW WHEN (OLD.password_version IS DISTINCT FROM NEW.password_version)
EXECUTE FUNCTION audit_account('password_changed', '');

CREATE FUNCTION audit_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_inbox (event, subject, detail)
  VALUES (TG_ARGV[0], NEW.account_id, concat_ws(' ', NEW.id, NEW.end_reason));
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_signed_in AFTER INSERT ON sessions
FOR EACH ROW EXECUTE FUNCTION audit_session('signed_in');
-- A renewal does not set the column, so that the hottest UPDATE fires nothing.
CREATE TRIGGER audit_session_ended AFTER UPDATE OF ended_at ON sessions
FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
EXECUTE FUNCTION audit_session('session_ended');

CREATE FUNCTION audit_client() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_inbox (event, subject, detail)
  VALUES (TG_ARGV[0], coalesce(NEW.name, OLD.name), concat_ws(' ', NEW.grants, NEW.scopes));
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_client_added AFTER INSERT ON clients
FOR EACH ROW EXECUTE FUNCTION audit_client('client_added');
CREATE TRIGGER audit_client_removed AFTER DELETE ON clients
FOR EACH ROW EXECUTE FUNCTION audit_client('client_removed');

CREATE FUNCTION audit_verifier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_inbox (event, subject, detail)
  VALUES (TG_ARGV[0], coalesce(NEW.name, OLD.name), coalesce(NEW.id, OLD.id));
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_verifier_added AFTER INSERT ON verifiers
FOR EACH ROW EXECUTE FUNCTION audit_verifier('verifier_added');
CREATE TRIGGER audit_verifier_removed AFTER DELETE ON verifiers
FOR EACH ROW EXECUTE FUNCTION audit_verifier('verifier_removed');

CREATE FUNCTION audit_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_inbox (event, subject, detail) VALUES (
    TG_ARGV[0],
    coalesce(NEW.kid, OLD.kid),
    CASE TG_ARGV[0] WHEN 'key_made' THEN NEW.algorithm || ' ' || NEW.state ELSE concat(NEW.state) END
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_key_made AFTER INSERT ON signing_keys
FOR EACH ROW EXECUTE FUNCTION audit_key('key_made');
CREATE TRIGGER audit_key_state AFTER UPDATE OF state ON signing_keys
FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
EXECUTE FUNCTION audit_key('key_state');
CREATE TRIGGER audit_key_removed AFTER DELETE ON signing_keys
FOR EACH ROW EXECUTE FUNCTION audit_key('key_removed');
