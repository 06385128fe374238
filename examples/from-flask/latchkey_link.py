"""Keeps a Flask-Security application and Latchkey of one mind while both run: an hour's work to put in, and to take out again.

Passwords change in one place at a time. While that is here, each change (and a user who is added, disabled or enabled) is told
to Latchkey before it is committed: where that fails, the change fails. With PASSWORDS_AT_LATCHKEY they change there, and are
fetched when a token names somebody who is unknown here, and by `pull()`.

Latchkey is on this machine: LATCHKEY is its command, such as `npx latchkey`, and LATCHKEY_DATA its data directory.
"""
import collections
import json
import os
import shlex
import subprocess
import threading

from flask_security import SQLAlchemyUserDatastore
from passlib.registry import register_crypt_handler
from passlib.utils.handlers import PrefixWrapper
from sqlalchemy import event, inspect, update

THEIRS = "latchkey$"  # a hash that Latchkey made, which is of the password itself
OURS = "flask_security$"  # one that Flask-Security made, in Latchkey's database

register_crypt_handler(PrefixWrapper("latchkey", "argon2", prefix=THEIRS))

settings = {
    "SECURITY_PASSWORD_SCHEMES": ["argon2", "bcrypt", "pbkdf2_sha512", "sha512_crypt", "latchkey", "plaintext"],
    "SECURITY_PASSWORD_SINGLE_HASH": ["latchkey", "plaintext"],
}

_pulling = threading.Lock()
_gone = collections.OrderedDict()  # names that nobody has any more: their tokens are not worth asking for


def forget(name):
    _gone[name] = None
    while len(_gone) > 10_000:
        _gone.popitem(last=False)



def latchkey(*arguments, rows=None):
    text = None if rows is None else "".join(json.dumps(row) + "\n" for row in rows)
    command = [*shlex.split(os.environ["LATCHKEY"]), *arguments, "--format", "jsonl"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def tell(*rows):
    latchkey("import", "accounts", "-", rows=rows)


def row_of(user, **more):
    own = user.password or ""
    stored = own.removeprefix(THEIRS) if own.startswith(THEIRS) else own and OURS + own
    roles = [role.name for role in user.roles]
    return {"email": user.email, "passwordHash": stored, "active": user.active, "roles": roles,
            "fsUniquifier": user.fs_uniquifier, **more}


def listen(User):
    @event.listens_for(User, "after_insert")
    def added(mapper, connection, user):
        tell(row_of(user))

    @event.listens_for(User, "after_update")
    def changed(mapper, connection, user):
        [before] = inspect(user).attrs.fs_uniquifier.history.deleted or [user.fs_uniquifier]
        if before != user.fs_uniquifier or inspect(user).attrs.active.history.deleted:
            tell(row_of(user, previousFsUniquifier=before))


def datastore(db, User, Role):
    listen(User)

    class LinkedDatastore(SQLAlchemyUserDatastore):
        def find_user(self, case_insensitive=False, **kwargs):
            user = super().find_user(case_insensitive, **kwargs)
            name = kwargs.get("fs_uniquifier")
            asks = os.environ.get("PASSWORDS_AT_LATCHKEY") and name is not None and name not in _gone
            if user is None and asks:
                pull(db, User)
                user = super().find_user(case_insensitive, **kwargs)
                if user is None:
                    forget(name)
            return user

    return LinkedDatastore(db, User, Role)


def pull(db, User):
    """Takes over what changed at Latchkey. How many users that were."""
    count = 0
    with _pulling:
        # Read before Latchkey is asked: who changes here meanwhile is no longer what the UPDATE looks for.
        with db.engine.begin() as connection:
            known = connection.execute(db.select(User.email, User.id, User.fs_uniquifier, User.active)).all()
        people = {email.lower(): (user_id, uniquifier, active) for email, user_id, uniquifier, active in known}
        for line in latchkey("export", "accounts").splitlines():
            row = json.loads(line)
            user_id, uniquifier, active = people.get(row.get("email", "").lower(), (None, None, None))
            # The name of an older password: its next one comes with the next sign-in there.
            if user_id is None or row.get("fsPasswordVersion") != row["passwordVersion"]:
                continue
            name = row["fsUniquifier"]
            is_active = "disabledAt" not in row
            if (name, is_active) == (uniquifier, active):
                continue
            stored = row.get("passwordHash", "")
            password = stored.removeprefix(OURS) if stored.startswith(OURS) else stored and THEIRS + stored
            change = update(User).where(User.id == user_id, User.fs_uniquifier == uniquifier)
            with db.engine.begin() as connection:
                values = {"fs_uniquifier": name, "password": password, "active": is_active}
                count += connection.execute(change.values(values)).rowcount
            if name != uniquifier:
                forget(uniquifier)
    return count
