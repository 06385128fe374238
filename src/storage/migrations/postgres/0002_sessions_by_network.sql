-- compatible from 1
-- Whether a live session of an account comes from a network is asked at every sign-in: from the index alone
-- it reads one entry, without the network it read every live session of the account.
DROP INDEX sessions_not_ended;
CREATE INDEX sessions_not_ended ON sessions (account_id, network) WHERE ended_at IS NULL;
