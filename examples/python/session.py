"""A session for requests that survives restarts, lost answers and a dead network.

python3 session.py http://127.0.0.1:8787 session.json ada < password.txt
python3 session.py http://127.0.0.1:8787 session.json
"""

import base64, hashlib, hmac, json, os, secrets, sys, time

import requests


class Session(requests.auth.AuthBase):
    """Signs requests, and renews before the access token expires and when it is refused."""

    def __init__(self, url, file):
        self.url, self.file, self.kept, self.due = url, file, None, 0
        if os.path.exists(file):
            with open(file) as kept:
                self.kept = json.load(kept)

    def sign_in(self, username, password):
        answer = self._post("login", {"username": username, "password": password})
        self._keep(answer, secrets.token_urlsafe(32))

    def renew(self):
        """Only a 401 ends a session. Whatever else goes wrong is raised; the next attempt is the same request."""
        token, key = self.kept["refreshToken"], self.kept["key"]
        mac = hmac.digest(key.encode(), token.encode(), hashlib.sha256)[:16]
        renewal_id = base64.urlsafe_b64encode(mac).decode().rstrip("=")
        self._keep(self._post("renew", {"refreshToken": token}, {"Idempotency-Key": renewal_id}), key)

    def sign_out(self):
        self._post("logout", {"refreshToken": self.kept["refreshToken"]})
        os.remove(self.file)

    def __call__(self, request):
        if time.monotonic() > self.due:
            self.renew()
        request.headers["Authorization"] = "Bearer " + self.token
        request.register_hook("response", self._renew_if_refused)
        return request

    def _renew_if_refused(self, response, **options):
        used = response.request.headers["Authorization"]
        if response.status_code != 401 or getattr(response.request, "again", False):
            return response
        if used == "Bearer " + self.token:
            self.renew()
        response.content, response.close()
        again = response.request.copy()
        again.again = True
        again.headers["Authorization"] = "Bearer " + self.token
        return response.connection.send(again, **options)

    def _post(self, path, body, headers=None):
        answer = requests.post(f"{self.url}/api/v1/{path}", json=body, headers=headers, timeout=30)
        answer.raise_for_status()
        return answer.json() if answer.status_code == 200 else None

    def _keep(self, answer, key):
        self.token, self.due = answer["token"], time.monotonic() + answer["expiresIn"] * 0.8
        self.kept = {"refreshToken": answer["refreshToken"], "key": key}
        new = self.file + ".new"
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
            json.dump(self.kept, kept)
        os.replace(new, self.file)


if __name__ == "__main__":
    session = Session(*sys.argv[1:3])
    if len(sys.argv) > 3:
        session.sign_in(sys.argv[3], sys.stdin.readline().rstrip("\n"))
    me = requests.get(session.url + "/api/v1/me", auth=session, timeout=30)
    print("Hello,", me.json()["username"])
