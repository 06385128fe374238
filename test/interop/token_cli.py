# Signs the payload of every line, and reads the token in it, with the library itself.
import hashlib, json, sys
import itsdangerous as its

classes = {
    "url-safe-timed": its.URLSafeTimedSerializer,
    "url-safe": its.URLSafeSerializer,
    "timed": its.TimedSerializer,
    "serializer": its.Serializer,
    "signer": its.Signer,
    "timestamp-signer": its.TimestampSigner,
}

for line in sys.stdin:
    case = json.loads(line)
    options = case["options"]
    if "digest_method" in options:
        options["digest_method"] = getattr(hashlib, options["digest_method"])
    salt = {"salt": options.pop("salt")} if "salt" in options else {}
    signs_text = case["kind"].endswith("signer")
    given = options if signs_text else {"signer_kwargs": options}
    target = classes[case["kind"]](case["key"], **salt, **given)
    if signs_text:
        answer = target.sign(case["payload"]).decode(), target.unsign(case["token"]).decode()
    else:
        answer = target.dumps(json.loads(case["payload"])), json.dumps(target.loads(case["token"]))
    print(json.dumps(answer))
