import express from 'express'
import { guard } from 'latchkey/express'
import { createVerifier, eventFeed } from 'latchkey/verifier'

const issuer = process.env.ISSUER ?? 'http://localhost:3000'
const verifier = createVerifier({
  issuer,
  audience: 'orders',
  jwksUri: `${issuer}/.well-known/jwks.json`,
  feed: eventFeed({ url: issuer, credential: process.env.LATCHKEY_CREDENTIAL ?? '' }),
})

const app = express()
app.get('/', guard(verifier), (req, res) => res.send(`Hello, ${req.auth.sub}!\n`))
app.listen(process.env.PORT ?? 4000, () => console.log('listening'))
