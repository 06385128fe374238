"""usage: httpauth_peer.py PORT : Flask-HTTPAuth 4.5.0 behaviours."""
import sys, os; sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from flask import Flask, jsonify, g
from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth, HTTPDigestAuth, MultiAuth
app = Flask(__name__); app.secret_key = "s"
basic = HTTPBasicAuth(); realm = HTTPBasicAuth(realm="My Realm"); tok = HTTPTokenAuth(); tok2 = HTTPTokenAuth(scheme="Token", realm="R2"); hdr = HTTPTokenAuth(scheme="ApiKey", header="X-API-Key"); old = HTTPBasicAuth(); err = HTTPBasicAuth()
multi = MultiAuth(basic, tok); multi2 = MultiAuth(tok, basic)
USERS = {"susan": "bye", "bob": "ünï", "empty": ""}
@basic.verify_password
def vp(u, p): return u if USERS.get(u) == p and u in USERS else None
@basic.get_user_roles
def roles(u): return ["admin"] if u == "susan" else ["user"]
@realm.verify_password
def vpr(u, p): return USERS.get(u) == p
@tok.verify_token
def vt(t): return {"tok1": "susan", "tok2": "bob"}.get(t)
@tok.get_user_roles
def troles(u): return ["admin"] if u == "susan" else ["user"]
@tok2.verify_token
def vt2(t): return "x" if t == "tok1" else False
@hdr.verify_token
def vh(t): return "k" if t == "key1" else None
@old.get_password
def gp(u): return USERS.get(u)
@err.verify_password
def ve(u, p): return None
@err.error_handler
def eh(status): return jsonify(error="nope", status=status), status
P = lambda path, deco, f=lambda a: a.current_user(), a=None: None
def add(path, auth, **kw):
    def v(): return jsonify(user=auth.current_user(), path=path)
    v.__name__ = path.strip("/").replace("-", "_"); app.add_url_rule(path, v.__name__, auth.login_required(**kw)(v), methods=["GET", "POST", "OPTIONS"])
add("/basic", basic); add("/basic-realm", realm); add("/basic-admin", basic, role="admin"); add("/basic-optional", basic, optional=True); add("/basic-multi-role", basic, role=["user", ["admin", "root"]])
add("/token", tok); add("/token-admin", tok, role="admin"); add("/token2", tok2); add("/apikey", hdr); add("/getpw", old); add("/err", err); add("/token-optional", tok, optional=True)
add("/multi", multi); add("/multi2", multi2); add("/multi-admin", multi, role="admin")
from flask_peer import serve; serve(app, sys.argv[1])
