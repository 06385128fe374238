"""A client of the /token app: name and password give a token, which then stands where the name did."""

import sys

import requests

host, username, password = sys.argv[1:]

r = requests.post(host + "/users", json={"username": username, "password": password})
print(r.status_code, r.json())

token = requests.get(host + "/token", auth=(username, password)).json()["token"]
r = requests.get(host + "/protected-resource", auth=(token, "blank"))
print(r.status_code, r.json())

r = requests.get(host + "/token", auth=(token, "blank"))
r = requests.get(host + "/protected-resource", auth=(r.json()["token"], "blank"))
print(r.status_code, r.json())
