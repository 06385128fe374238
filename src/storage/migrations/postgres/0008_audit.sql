-- compatible from 1
-- Nothing: there is no audit here yet. Where transactions commit in another order than they count in, a
-- record could appear behind a seal that should have covered it.
SELECT 1;
