-- compatible from 1
-- Nothing: one transaction writes at a time here, so that records are numbered as they are written.
SELECT 1;
