"""A client of twopi_flask_utils.token_auth: looks at its short-lived token before each call, and renews it when it is over."""

import base64
import json
import sys
import time

import requests

api, username, password = sys.argv[1:]


def is_over(token):
    claims = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(claims + "=="))["exp"] <= time.time()


def call():
    if is_over(tokens["token"]):
        renewal = requests.post(api + "/renew", data={"refreshToken": tokens["refreshToken"]})
        tokens.update(renewal.json())
    return requests.post(api + "/protected", headers=authorization())


def authorization():
    return {"Authorization": "Bearer " + tokens["token"]}


tokens = requests.post(api + "/login", data={"username": username, "password": password}).json()
print(call().text)
print(call().text)
print(requests.post(api + "/logout", headers=authorization()).json())
print(requests.post(api + "/renew", data={"refreshToken": tokens["refreshToken"]}).status_code)
