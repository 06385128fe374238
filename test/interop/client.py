"""The Python client of the seeds: sign in with JSON, then send the token along."""

import sys

import requests

url, password = sys.argv[1], sys.stdin.read()
source = sys.argv[2]

answer = requests.post(
    url + "/api/v1/login", json={"username": "ada", "password": password}, timeout=10
)
assert answer.status_code == 200, answer.text
token = answer.json()["token"]
assert answer.json()["user"]["username"] == "ada"

if source == "header":
    call = requests.get(
        url + "/api/v1/me", headers={"Authorization": "Bearer " + token}, timeout=10
    )
    print(call.status_code, call.json()["username"])
else:
    for name in ("auth_token", "token"):
        call = requests.get(url + "/api/v1/me", params={name: token}, timeout=10)
        print(call.status_code, call.json().get("username"))
