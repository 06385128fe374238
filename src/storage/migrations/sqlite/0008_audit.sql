-- compatible from 1
-- What was done, written by the database itself in the transaction that did it, also when that is an
-- older release or a person with a shell. Ids and reasons only: no name, no address, no credential.
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at REAL NOT NULL DEFAULT (unixepoch('subsec')),
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

-- Each covers the records after the one before it, and that one itself.
CREATE TABLE audit_seals (
  number INTEGER NOT NULL PRIMARY KEY,
  until INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  mac TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit is only added to');
END;

CREATE TRIGGER audit_account_created AFTER INSERT ON accounts BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('account_created', NEW.id, NEW.roles || ' ' || NEW.scopes);
END;
CREATE TRIGGER audit_account_disabled AFTER UPDATE OF disabled_at ON accounts
WHEN OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('account_disabled', NEW.id, '');
END;
CREATE TRIGGER audit_account_enabled AFTER UPDATE OF disabled_at ON accounts
WHEN OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('account_enabled', NEW.id, '');
END;
CREATE TRIGGER audit_account_renamed AFTER UPDATE OF username, email ON accounts
WHEN OLD.username IS NOT NEW.username OR OLD.email IS NOT NEW.email BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('account_renamed', NEW.id, '');
END;
CREATE TRIGGER audit_account_rights AFTER UPDATE OF roles, scopes ON accounts
WHEN OLD.roles IS NOT NEW.roles OR OLD.scopes IS NOT NEW.scopes BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('account_rights', NEW.id, NEW.roles || ' ' || NEW.scopes);
END;
CREATE TRIGGER audit_password_changed AFTER UPDATE OF password_version ON accounts
WHEN OLD.password_version IS NOT NEW.password_version BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('password_changed', NEW.id, '');
END;

CREATE TRIGGER audit_signed_in AFTER INSERT ON sessions BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('signed_in', NEW.account_id, NEW.id);
END;
-- A renewal does not set the column, so that the hottest UPDATE fires nothing.
CREATE TRIGGER audit_session_ended AFTER UPDATE OF ended_at ON sessions
WHEN OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('session_ended', NEW.account_id, NEW.id || ' ' || NEW.end_reason);
END;

CREATE TRIGGER audit_client_added AFTER INSERT ON clients BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('client_added', NEW.name, NEW.grants || ' ' || NEW.scopes);
END;
CREATE TRIGGER audit_client_removed AFTER DELETE ON clients BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('client_removed', OLD.name, '');
END;
CREATE TRIGGER audit_verifier_added AFTER INSERT ON verifiers BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('verifier_added', NEW.name, NEW.id);
END;
CREATE TRIGGER audit_verifier_removed AFTER DELETE ON verifiers BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('verifier_removed', OLD.name, OLD.id);
END;
CREATE TRIGGER audit_key_made AFTER INSERT ON signing_keys BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('key_made', NEW.kid, NEW.algorithm || ' ' || NEW.state);
END;
CREATE TRIGGER audit_key_state AFTER UPDATE OF state ON signing_keys
WHEN OLD.state IS NOT NEW.state BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('key_state', NEW.kid, NEW.state);
END;
CREATE TRIGGER audit_key_removed AFTER DELETE ON signing_keys BEGIN
  INSERT INTO audit (event, subject, detail) VALUES ('key_removed', OLD.kid, '');
END;
