"""A client of Flask-Security: signs in with JSON, then sends the token along, in a header or in the query."""

import json
import sys

import requests

host, login, email, password = sys.argv[1:]

r = requests.post(
    host + login,
    data=json.dumps({"email": email, "password": password}),
    headers={"content-type": "application/json"},
)
token = r.json()["response"]["user"]["authentication_token"]

r = requests.get(host + "/protected", headers={"Authentication-Token": token})
print(r.status_code, r.text)
r = requests.get(host + "/protected?auth_token=" + token)
print(r.status_code, r.text)
