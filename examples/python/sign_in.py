"""Sign in, call, renew and sign out with requests.

python3 sign_in.py http://127.0.0.1:8787 ada < password.txt
"""

import sys

import requests


class Latchkey(requests.auth.AuthBase):
    """Signs requests of one account with its access token."""

    def __init__(self, url, username, password):
        self.url = url
        self._take(self._post("login", username=username, password=password))

    def __call__(self, request):
        request.headers["Authorization"] = "Bearer " + self.token
        return request

    def renew(self):
        self._take(self._post("renew", refreshToken=self.refresh_token))

    def sign_out(self):
        self._post("logout", refreshToken=self.refresh_token)

    def _post(self, path, **body):
        answer = requests.post(self.url + "/api/v1/" + path, json=body, timeout=10)
        answer.raise_for_status()
        return answer

    def _take(self, answer):
        self.token = answer.json()["token"]
        self.refresh_token = answer.json()["refreshToken"]


if __name__ == "__main__":
    url, username = sys.argv[1:]
    auth = Latchkey(url, username, sys.stdin.readline().rstrip("\n"))
    print("Hello,", requests.get(url + "/api/v1/me", auth=auth, timeout=10).json()["username"])
    auth.renew()
    print("renewed:", requests.get(url + "/api/v1/me", auth=auth, timeout=10).status_code)
    auth.sign_out()
    print("signed out:", requests.get(url + "/api/v1/me", auth=auth, timeout=10).status_code)
