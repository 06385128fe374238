"""How a service in Python checks access tokens: PyJWT and the JWK Set, found by the issuer's metadata."""

import json
import sys
from urllib.request import urlopen

import jwt

issuer = sys.argv[1]
with urlopen(issuer + "/.well-known/oauth-authorization-server", timeout=10) as answer:
    metadata = json.load(answer)
assert metadata["issuer"] == issuer
keys = jwt.PyJWKClient(metadata["jwks_uri"])

for line in sys.stdin:
    token = line.strip()
    try:
        assert jwt.get_unverified_header(token)["typ"] == "at+jwt"
        claims = jwt.decode(
            token,
            keys.get_signing_key_from_jwt(token).key,
            algorithms=["ES256"],
            audience="latchkey",
            issuer=issuer,
            options={"require": ["exp", "iat", "sub", "jti"]},
        )
        print(claims["sub"], claims["scope"])
    except jwt.PyJWTError as error:
        print("refused", type(error).__name__)
