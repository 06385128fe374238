# Answers vectors like those in test/vectors/itsdangerous.json with the library itself, a line each.
import base64, hashlib, json, sys, time
import itsdangerous as its
from itsdangerous import encoding
from itsdangerous._json import _CompactJSON

now = 0
time.time = lambda: now


def decoded(value):
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if isinstance(value, dict):
        if "b64" in value:
            return base64.b64decode(value["b64"])
        if "utf8" in value:
            return value["utf8"].encode()
        if "str" in value:
            return value["str"]
    return value


def options(ctor):
    given = {}
    for name, value in ctor.items():
        if name == "digest_method":
            value = getattr(hashlib, value)
        elif name == "algorithm":
            value = its.NoneAlgorithm() if value == "none" else its.HMACAlgorithm(getattr(hashlib, value[5:]))
        elif name == "serializer":
            value = json if value == "json" else _CompactJSON
        elif name == "signer_kwargs":
            value = options(value)
        elif name == "fallback_signers":
            value = [options(item["kwargs"]) for item in value]
        else:
            value = decoded(value)
        given[name] = value
    return given


def encoded(value):
    if isinstance(value, bytes):
        return {"b64": base64.b64encode(value).decode()}
    return {"str": value} if isinstance(value, str) else value


def dated(date):
    return None if date is None else {"datetime": date.isoformat()}


def answer(vector):
    global now
    now = vector["now"]
    op, args = vector["op"], dict(vector["args"])
    if op == "base64_decode":
        return {"ok": True, "value": encoded(encoding.base64_decode(decoded(args["value"])))}
    target = getattr(its, vector["class"])(**options(vector["ctor"]))
    text, value = args.pop("payload_json", None), args.pop("value", None)
    given = json.loads(text) if text is not None else decoded(value)
    named = {name: decoded(item) for name, item in args.items()}
    result = getattr(target, op)(given, **named)
    if op == "validate":
        return {"ok": True, "bool": result}
    if op == "loads_unsafe":
        return {"ok": True, "signature_valid": result[0], "payload_json": json.dumps(result[1])}
    answered = {"ok": True}
    if named.get("return_timestamp"):
        result, date = result
        answered["timestamp"] = dated(date)
    if op == "loads":
        return {**answered, "payload_json": json.dumps(result)}
    return {**answered, "value": encoded(result)}


def refusal(error):
    told = {"type": type(error).__name__, "message": str(error)}
    if isinstance(error, its.BadSignature):
        told["payload"] = encoded(error.payload)
    if isinstance(error, its.BadTimeSignature):
        told["date_signed"] = dated(error.date_signed)
    if isinstance(error, its.BadPayload):
        told["original_error"] = error.original_error and type(error.original_error).__name__
    return {"ok": False, "error": told}


for line in sys.stdin:
    try:
        print(json.dumps(answer(json.loads(line))))
    except Exception as error:
        print(json.dumps(refusal(error)))
