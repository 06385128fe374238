"""A small application on Debian's Flask-Security, to hold the dialect against.

usage: /usr/bin/python3 flask_security_peer.py [KEY=JSON ...]

Listens on a free port of 127.0.0.1 and prints it. What is under /__test__/ is for the test only.
"""
import json
import logging
import sys
import time
import warnings
from datetime import datetime

warnings.simplefilter("ignore")
from unittest import mock

from flask import Flask, g, jsonify, request
from flask_security import (AsaList, MailUtil, RoleMixin, Security, SQLAlchemyUserDatastore, UserMixin, auth_required,
                            auth_token_required, current_user, hash_password, http_auth_required,
                            permissions_accepted, permissions_required, roles_accepted, roles_required)
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.pool import StaticPool
from werkzeug.serving import make_server

app = Flask(__name__)
app.config.update(
    SECRET_KEY="test-secret-key-flask-security",
    SECURITY_PASSWORD_SALT="146585145368132386173505678016728509634",
    SQLALCHEMY_DATABASE_URI="sqlite://",
    SQLALCHEMY_ENGINE_OPTIONS={"connect_args": {"check_same_thread": False}, "poolclass": StaticPool},
    WTF_CSRF_ENABLED=False,
    SECURITY_PASSWORD_HASH="bcrypt",
    SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS={"bcrypt__rounds": 4},
    SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
    SECURITY_REGISTERABLE=True,
    SECURITY_SEND_REGISTER_EMAIL=False,
    SECURITY_CHANGEABLE=True,
    SECURITY_SEND_PASSWORD_CHANGE_EMAIL=False,
    SECURITY_RECOVERABLE=True,
    SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL=False,
    SECURITY_EMAIL_SENDER="no-reply@example.com",
)
for setting in sys.argv[1:]:
    key, value = setting.split("=", 1)
    app.config[key] = json.loads(value)

db = SQLAlchemy(app)
roles_users = db.Table(
    "roles_users",
    db.Column("user_id", db.Integer(), db.ForeignKey("user.id")),
    db.Column("role_id", db.Integer(), db.ForeignKey("role.id")),
)


class Role(db.Model, RoleMixin):
    id = db.Column(db.Integer(), primary_key=True)
    name = db.Column(db.String(80), unique=True)
    permissions = db.Column(MutableList.as_mutable(AsaList()), nullable=True)


class User(db.Model, UserMixin):
    id = db.Column(db.Integer(), primary_key=True)
    email = db.Column(db.String(255), unique=True)
    password = db.Column(db.String(255))
    active = db.Column(db.Boolean())
    confirmed_at = db.Column(db.DateTime())
    fs_uniquifier = db.Column(db.String(64), unique=True, nullable=False)
    roles = db.relationship("Role", secondary=roles_users, backref=db.backref("users", lazy="dynamic"))


links = {}


class Mail(MailUtil):
    def send_mail(self, template, subject, recipient, sender, body, html, **context):
        for kind, name in (("reset", "reset_token"), ("confirm", "confirmation_token")):
            if context.get(name):
                links[kind] = context[name]


store = SQLAlchemyUserDatastore(db, User, Role)
security = Security(app, store, mail_util_cls=Mail)
if app.config.get("FEW_ROUNDS"):
    # Of the digests in links: otherwise each takes a third of a second.
    security.hashing_context.update(sha256_crypt__rounds=1000)

with app.app_context():
    db.create_all()
    store.create_role(name="user", permissions=["read"])
    store.create_role(name="admin", permissions=["read", "write"])
    store.create_role(name="editor", permissions=["edit", "read"])
    for name, password, active, roles, uniquifier in json.load(sys.stdin):
        hashed = hash_password(security._password_util.normalize(password)) if password else None
        confirmed = None if name == "unconfirmed" else datetime(2024, 1, 1)
        store.create_user(email=f"{name}@example.com", password=hashed, active=active, roles=roles,
                          fs_uniquifier=uniquifier, confirmed_at=confirmed)
    store.commit()


def page(path, *decorators):
    def view():
        return jsonify(email=current_user.email, via=getattr(g, "fs_authn_via", None))

    for decorator in reversed(decorators):
        view = decorator(view)
    app.add_url_rule(path, path, view, methods=["GET", "POST"])


either = auth_required("token", "session")
page("/protected-token", auth_token_required)
page("/protected-auth", auth_required())
page("/protected-any", auth_required("token", "session", "basic"))
page("/protected-basic", http_auth_required)
page("/role-admin", either, roles_required("admin"))
page("/role-both", either, roles_required("admin", "user"))
page("/role-any", either, roles_accepted("admin", "editor"))
page("/perm-write", either, permissions_required("read", "write"))
page("/perm-any", either, permissions_accepted("write", "edit"))
page("/fresh", auth_required(within=60, grace=0))
page("/fresh-zero", auth_required(within=0, grace=1))


@app.route("/__test__/user/<name>", methods=["POST"])
def change_user(name):
    user = store.find_user(email=f"{name}@example.com")
    for key, value in request.get_json().items():
        setattr(user, key, value)
    store.put(user)
    store.commit()
    return jsonify(fs_uniquifier=user.fs_uniquifier, password=user.password,
                   confirmed=user.confirmed_at is not None)


@app.route("/__test__/links", methods=["POST"])
def last_links():
    """The tokens of the links that were mailed last, by kind."""
    return jsonify(links)


@app.route("/__test__/sign", methods=["POST"])
def sign():
    """A token of anything, as of another time."""
    body, now = request.get_json(), time.time
    with mock.patch("itsdangerous.timed.time.time", lambda: now() + body["offset"]):
        serializer = getattr(security, body.get("serializer", "remember_token") + "_serializer")
        return jsonify(token=serializer.dumps(body["payload"]))


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, app, threaded=False)
print(server.server_port, flush=True)
server.serve_forever()
