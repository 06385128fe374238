"""A Flask-Security application as there are many: people sign in, get a token, and call /orders and /profile with it.

usage: python3 app.py PORT        serves on 127.0.0.1
       python3 -m flask seed N    makes N people, of all the years that the application is old
       python3 -m flask users     prints the users as `latchkey import accounts` reads them
       python3 -m flask pull      fetches what changed at Latchkey

DATABASE, SECRET_KEY and SECURITY_PASSWORD_SALT come from the environment. With LATCHKEY, it is linked: latchkey_link.py.
"""
import json
import logging
import os
import sys
import warnings

warnings.simplefilter("ignore")  # Flask-Security 5.1 on its libraries of today

import click
from flask import Flask, jsonify
from flask_security import (RoleMixin, Security, SQLAlchemyUserDatastore, UserMixin, auth_token_required,
                            current_user)
from flask_security.utils import get_hmac
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

app = Flask(__name__)
app.config.update(
    SECRET_KEY=os.environ["SECRET_KEY"],
    SECURITY_PASSWORD_SALT=os.environ["SECURITY_PASSWORD_SALT"],
    SQLALCHEMY_DATABASE_URI=f"sqlite:///{os.environ['DATABASE']}",
    SQLALCHEMY_ENGINE_OPTIONS={"connect_args": {"timeout": 120}},  # one writer, who may wait for Latchkey
    # Cheap, so that the demonstration is quick. Yours stay as they are.
    SECURITY_PASSWORD_HASH="argon2",
    SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS={
        "argon2__rounds": 1, "argon2__memory_cost": 1024, "bcrypt__rounds": 4,
        "pbkdf2_sha512__rounds": 1000, "sha512_crypt__rounds": 1000,
    },
    SECURITY_CHANGEABLE=True,
    SECURITY_SEND_PASSWORD_CHANGE_EMAIL=False,
    SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
    WTF_CSRF_ENABLED=False,
)

db = SQLAlchemy(app)
roles_users = db.Table(
    "roles_users",
    db.Column("user_id", db.Integer(), db.ForeignKey("user.id")),
    db.Column("role_id", db.Integer(), db.ForeignKey("role.id")),
)


class Role(db.Model, RoleMixin):
    id = db.Column(db.Integer(), primary_key=True)
    name = db.Column(db.String(80), unique=True)


class User(db.Model, UserMixin):
    id = db.Column(db.Integer(), primary_key=True)
    email = db.Column(db.String(255), unique=True)
    password = db.Column(db.String(255))
    active = db.Column(db.Boolean())
    fs_uniquifier = db.Column(db.String(64), unique=True, nullable=False)
    roles = db.relationship("Role", secondary=roles_users)


if os.environ.get("LATCHKEY"):
    import latchkey_link

    app.config.update(latchkey_link.settings)
    datastore = latchkey_link.datastore(db, User, Role)
else:
    datastore = SQLAlchemyUserDatastore(db, User, Role)
security = Security(app, datastore)


@app.route("/orders")
@app.route("/profile")
@auth_token_required
def mine():
    return jsonify(email=current_user.email)


@app.cli.command("seed")
@click.argument("count", type=int)
def seed(count):
    """Their hashes are of every scheme that the application ever had."""
    db.create_all()
    db.session.execute(text("PRAGMA journal_mode=WAL"))
    datastore.create_role(name="clerk")
    schemes = ["argon2", "bcrypt", "pbkdf2_sha512", "sha512_crypt"]
    for number in range(count):
        handler = security.pwd_context.handler(schemes[number % len(schemes)])
        datastore.create_user(
            email=f"person{number}@example.com",
            password=handler.hash(get_hmac(f"old-pass-{number}")),
            roles=["clerk"] if number % 3 == 0 else [],
        )
    datastore.commit()


@app.cli.command("users")
def users():
    """The table, with each password hash marked as Flask-Security's."""
    for user in User.query:
        print(json.dumps({
            "email": user.email,
            "passwordHash": user.password and f"flask_security${user.password}",
            "active": user.active,
            "roles": [role.name for role in user.roles],
            "fsUniquifier": user.fs_uniquifier,
        }))


if os.environ.get("LATCHKEY"):

    @app.cli.command("pull")
    def pull():
        print(latchkey_link.pull(db, User))


if __name__ == "__main__":
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", int(sys.argv[1]), app, threaded=True)
    print(f"listening on http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()
