# Writes session cookies of Flask, a line each: of random sessions, from a seed.
import random, sys, time, uuid
from datetime import datetime, timezone
from flask import Flask
from markupsafe import Markup

seed, count, secret_key = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
chance = random.Random(seed)
now = 1_700_000_000
time.time = lambda: now

letters = "ab\"\\<&é✓😀\n /"
names = ["a", "b", "10", "2", "é", "_id", " t", " d", " b", " m", " u", " di", " x", "__", "😀", "\uffff"]


def text():
    return "".join(chance.choices(letters, k=chance.randrange(12))) * chance.choice([1, 1, 1, 9])


def value(depth):
    leaves = [
        lambda: None,
        lambda: chance.random() < 0.5,
        lambda: chance.randrange(-10, 10),
        lambda: chance.getrandbits(chance.randrange(90)),
        lambda: chance.choice([0.0, -0.0, 1.0, 0.1, 1e16, 1e-5, 1e-4, 123456.75, chance.random()]),
        text,
        lambda: Markup(text()),
        lambda: chance.randbytes(chance.randrange(9)),
        lambda: uuid.UUID(int=chance.getrandbits(128)),
        lambda: datetime.fromtimestamp(chance.randrange(2**32), timezone.utc),
    ]
    branches = [
        lambda: [value(depth + 1) for _ in range(chance.randrange(4))],
        lambda: tuple(value(depth + 1) for _ in range(chance.randrange(4))),
        lambda: members(depth + 1),
    ]
    return chance.choice(leaves if depth > 3 else leaves + branches * 2)()


def members(depth):
    return {name: value(depth) for name in chance.sample(names, chance.choice([0, 1, 1, 2, 5]))}


app = Flask(__name__)
app.secret_key = secret_key
with app.app_context():
    serializer = app.session_interface.get_signing_serializer(app)
    for _ in range(count):
        print(serializer.dumps(members(0)))
