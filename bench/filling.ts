/** SQL that makes accounts with a session each, as long and as scattered as real ones. */
export function fillStatements(
  dialect: 'sqlite' | 'postgres',
  count: number,
  now: number,
): readonly string[] {
  const id = {
    sqlite: 'substr(hex(randomblob(16)), 1, 22)',
    postgres: `substr(md5(random()::text), 1, 22)`,
  }[dialect]
  const numbers = {
    sqlite: `(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n)`,
    postgres: `generate_series(1, ${count})`,
  }[dialect]
  const hash = `$argon2id$v=19$m=47104,t=1,p=1$${'s'.repeat(22)}$${'h'.repeat(43)}`
  const device = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
  return [
    `INSERT INTO accounts (id, username, username_key, email, email_key, roles, scopes,
       created_at, password_hash, password_version)
     SELECT 'acc_' || ${id}, name, name, name || '@example.com', name || '@example.com', '[]', '[]', ${now}, '${hash}', 1
     FROM (SELECT substr(${id}, 1, 12) AS name FROM ${numbers} AS series) AS named`,
    `INSERT INTO sessions (id, account_id, client_id, generation, renewal_ids, authenticated_at,
       rotated_at, last_used_at, idle_lifetime, idle_expires_at, expires_at, device, network, sweep_after)
     SELECT ${id}, id, 'first-party', 0, '${'-'.repeat(128)}', ${now}, ${now}, ${now}, 2592000,
       ${now} + 2592000, ${now} + 15552000, '${device}', '203.0.113.0/24', ${now} + 5184000
     FROM accounts`,
  ]
}
