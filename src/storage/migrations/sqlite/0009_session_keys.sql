-- compatible from 1
-- Thumbprint of the key that a session is bound to (RFC 9449), if it is to any.
ALTER TABLE sessions ADD COLUMN jkt TEXT;
