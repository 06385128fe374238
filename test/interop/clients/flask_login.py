"""A client of the minimal example of Flask-Login: the token is the header, without a scheme, or in the query."""

import sys

import requests

host, token = sys.argv[1:]

print(requests.get(host + "/").text)
print(requests.get(host + "/protected/", headers={"Authorization": token}).text)
print(requests.get(host + "/protected/", params={"token": token}).text)
print(requests.get(host + "/protected/").status_code)
