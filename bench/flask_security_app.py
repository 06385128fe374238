"""What bench/flask.ts measures: one guarded route on Debian's Flask-Security. Prints a good token."""
import os
import warnings

warnings.simplefilter("ignore")

from flask import Flask, jsonify
from flask_security import RoleMixin, Security, SQLAlchemyUserDatastore, UserMixin, auth_token_required, hash_password
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.update(
    SECRET_KEY="a secret that only the bench knows",
    SECURITY_PASSWORD_SALT="146585145368132386173505678016728509634",
    SQLALCHEMY_DATABASE_URI="sqlite:///" + os.environ["DATABASE"],
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


users = SQLAlchemyUserDatastore(db, User, Role)
security = Security(app, users)


@app.route("/")
@auth_token_required
def index():
    return jsonify(hello="world")


with app.app_context():
    db.create_all()
    user = users.create_user(email="bench@example.com", password=hash_password("for the bench only"))
    users.commit()
    print("token", user.get_auth_token(), flush=True)
    db.session.remove()
    db.engine.dispose()
