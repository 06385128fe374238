#!/bin/sh
# No code at all: one account, one server, and curl. Run it from a clone or where latchkey is installed.
set -eu
data=${DATA:-latchkey-data} port=${PORT:-8787} url=http://127.0.0.1:${PORT:-8787}/api/v1
password='seven engines hum quietly'

echo "$password" | npx latchkey account add --username ada --password-stdin --data "$data"
npx latchkey serve --port "$port" --data "$data" >latchkey.log &
trap 'kill $!' EXIT

curl -s --retry 30 --retry-connrefused --retry-delay 1 "http://127.0.0.1:$port/readyz"; echo
token=$(curl -s "$url/login" -H 'Content-Type: application/json' \
  -d "{\"username\":\"ada\",\"password\":\"$password\"}" | sed 's/.*"token":"\([^"]*\)".*/\1/')
curl -s "$url/me" -H "Authorization: Bearer $token"; echo
curl -s -X POST "$url/logout" -H "Authorization: Bearer $token" -w 'signed out: %{http_code}\n'
curl -s "$url/me" -H "Authorization: Bearer $token" -o /dev/null -w 'and refused: %{http_code}\n'
