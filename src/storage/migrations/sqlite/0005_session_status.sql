-- compatible from 1
-- Where a session stands in the status list, if there is one. A number is free again when its row is gone.
ALTER TABLE sessions ADD COLUMN status_index INTEGER;
CREATE UNIQUE INDEX sessions_by_status ON sessions (status_index) WHERE status_index IS NOT NULL;
