"""Password hashes by the libraries that people come from, and what those libraries say of them.

usage: passwords.py SEED COUNT

Prints one case a line: scheme, stored, password (base64), salt (Flask-Security's, or null), and
verdict: true, false, or "error" where the library raised. Of every hash there are four: as it is,
with a wrong password, and twice with the stored text damaged.
"""
import base64
import hashlib
import hmac
import json
import random
import re
import sys
import warnings

warnings.simplefilter("ignore")

from passlib import hash as passlib
from werkzeug.security import check_password_hash, generate_password_hash

# Left to itself, passlib 1.7.4 loses its way when several settings look for the backend.
passlib.argon2.set_backend("argon2_cffi")
passlib.bcrypt.set_backend("bcrypt")

seed, count = sys.argv[1], int(sys.argv[2])
dice = random.Random(seed)
SALT = "146585145368132386173505678016728509634"
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./+=$,:-_ \n\0é"


def passwords():
    ranges = [(0x20, 0x7E), (0xA1, 0x24F), (0x3B1, 0x3C9), (0x4E00, 0x4FFF), (0x1F300, 0x1F5FF)]
    fixed = ["", "\0", "nul\0byte", " ", "cafe\u0301", "x" * 72, "x" * 73, "\u00e9" * 36 + "y", "p" * 300]
    while True:
        yield from fixed
        for _ in range(8):
            text = "".join(chr(dice.randint(*dice.choice(ranges))) for _ in range(dice.randint(1, 24)))
            yield text + dice.choice(["", "", "", "\0", "\t"])


def of_passlib(name, **settings):
    handler = getattr(passlib, name)
    return name, lambda password: handler.using(**settings).hash(password), handler.verify


def of_werkzeug(method):
    make = lambda password: generate_password_hash(password, method, salt_length=8)
    return "werkzeug " + method, make, lambda password, stored: check_password_hash(stored, password)


def scrypt(password, salt, n, r, p):
    options = {"n": int(n), "r": int(r), "p": int(p), "dklen": 64, "maxmem": 2**26}
    return hashlib.scrypt(password.encode(), salt=salt.encode(), **options)


def scrypt_of_werkzeug(n, r, p):
    """As Werkzeug 3 has it; Debian's is older."""
    make = lambda password: f"scrypt:{n}:{r}:{p}$saltSALT${scrypt(password, 'saltSALT', n, r, p).hex()}"

    def verify(password, stored):
        method, salt, digest = stored.split("$", 2)
        name, *parameters = method.split(":")
        return name == "scrypt" and scrypt(password, salt, *parameters).hex() == digest

    return "werkzeug scrypt", make, verify


def scrypt_of_django(n, r, p):
    """As Django 4 has it; Debian's is older."""
    encode = lambda password, salt, *parameters: base64.b64encode(scrypt(password, salt, *parameters)).decode()
    make = lambda password: f"scrypt${n}$saltSALT${r}${p}${encode(password, 'saltSALT', n, r, p)}"

    def verify(password, stored):
        name, work, salt, block, lanes, digest = stored.split("$")
        return name == "scrypt" and encode(password, salt, work, block, lanes) == digest

    return "django scrypt", make, verify


def under_flask_security(scheme):
    name, make, verify = scheme
    key = lambda p: base64.b64encode(hmac.new(SALT.encode(), p.encode(), hashlib.sha512).digest()).decode()
    return "flask_security " + name, lambda p: make(key(p)), lambda p, stored: verify(key(p), stored)


SCHEMES = [
    of_passlib("sha512_crypt", rounds=1000),
    of_passlib("sha512_crypt", rounds=5000, salt="saltstring"),
    of_passlib("sha256_crypt", rounds=1003),
    of_passlib("md5_crypt"),
    of_passlib("apr_md5_crypt"),
    of_passlib("sha1_crypt", rounds=17),
    of_passlib("phpass", rounds=7),
    of_passlib("phpass", rounds=8, ident="$H$"),
    of_passlib("des_crypt"),
    of_passlib("bsdi_crypt", rounds=11),
    of_passlib("bcrypt", rounds=4),
    of_passlib("bcrypt", rounds=4, ident="2a"),
    of_passlib("bcrypt", rounds=4, ident="2y"),
    of_passlib("bcrypt_sha256", rounds=4),
    of_passlib("bcrypt_sha256", rounds=4, version=1),
    of_passlib("argon2", type="ID", memory_cost=64, rounds=1, parallelism=1),
    of_passlib("argon2", type="I", memory_cost=64, rounds=2, parallelism=2, digest_size=32),
    of_passlib("argon2", type="D", memory_cost=64, rounds=1, parallelism=4),
    of_passlib("scrypt", rounds=4),
    of_passlib("scrypt", rounds=5, block_size=2, parallelism=3),
    of_passlib("scrypt", rounds=4, ident="$7$"),
    of_passlib("pbkdf2_sha1", rounds=10),
    of_passlib("pbkdf2_sha256", rounds=10),
    of_passlib("pbkdf2_sha512", rounds=10),
    of_passlib("django_pbkdf2_sha256", rounds=10),
    of_passlib("django_pbkdf2_sha1", rounds=10),
    of_passlib("django_bcrypt", rounds=4),
    of_passlib("django_bcrypt_sha256", rounds=4),
    of_passlib("django_argon2", memory_cost=64, rounds=1, parallelism=1),
    of_passlib("django_salted_sha1"),
    of_passlib("django_salted_md5"),
    of_passlib("django_des_crypt"),
    of_passlib("hex_md5"),
    of_passlib("hex_sha1"),
    of_passlib("hex_sha256"),
    of_passlib("hex_sha512"),
    *map(of_werkzeug, ["pbkdf2:sha256:10", "pbkdf2:sha1:10", "pbkdf2:sha512:10", "pbkdf2:md5:10"]),
    *map(of_werkzeug, ["pbkdf2:sha384:10", "pbkdf2:blake2b:10", "pbkdf2:sha3_256:10"]),
    *map(of_werkzeug, ["sha256", "sha1", "md5", "sha512", "sha384", "sha224", "sha3_512", "plain"]),
    scrypt_of_werkzeug(16, 8, 1),
    scrypt_of_werkzeug(1024, 1, 3),
    scrypt_of_django(64, 4, 2),
    under_flask_security(of_passlib("bcrypt", rounds=4)),
    under_flask_security(of_passlib("sha512_crypt", rounds=1000)),
    under_flask_security(of_passlib("pbkdf2_sha512", rounds=10)),
    under_flask_security(of_passlib("argon2", memory_cost=64, rounds=1, parallelism=1)),
]


# Where costs stand nothing is put that could be a number: Python would sit there for hours.
PARAMETERS = re.compile(r"(bcrypt\w*\$)?\$2.\$..\$|\$[PH]\$.|_....|\$7\$.{11}|scrypt\$.*\$|.*\$(?=[^$]*\$)")


def damaged(text):
    at = dice.randrange(len(text))
    found = PARAMETERS.match(text)
    if found and at < found.end():
        return text[:at] + dice.choice("!_ =,:\n\0é") + text[at + dice.randint(0, 1) :]
    return text[:at] + dice.choice(["", dice.choice(ALPHABET)]) + text[at + dice.randint(0, 1) :]


def verdict(verify, password, stored):
    try:
        return bool(verify(password, stored))
    except Exception:
        return "error"


def show(name, verify, stored, password):
    salt = SALT if name.startswith("flask_security") else None
    typed = base64.b64encode(password.encode()).decode()
    print(json.dumps([name, stored, typed, salt, verdict(verify, password, stored)]))


for name, make, verify in SCHEMES:
    choice = passwords()
    for _ in range(count):
        password = next(choice)
        try:
            stored = make(password)
        except Exception:
            # It hashes no such password; nor may what is before the NUL pass for it.
            stored = make(password.split("\0")[0])
        show(name, verify, stored, password)
        show(name, verify, stored, password + "x" if dice.random() < 0.5 else "x" + password[1:])
        show(name, verify, damaged(stored), password)
        show(name, verify, damaged(stored), password)
