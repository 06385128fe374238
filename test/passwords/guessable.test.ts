import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createPasswords } from '../../src/passwords/index.ts'

const passwords = createPasswords({ minLength: 8, forbidden: ['Example Shop'] })
const strict = createPasswords()
const owner = { username: 'Lorenzo.Gatti', email: 'lorenzo.g@blue-harbour.example' }
const common = { name: 'AuthError', code: 'password_common' }

const leaked = `
password 12345678 123456789 1234567890 qwertyuiop 1q2w3e4r 1qaz2wsx password1 iloveyou sunshine princess football baseball welcome1
qwerty123 abc12345 password123 superman trustno1 starwars whatever computer corvette mercedes michelle jennifer maverick jordan23
passw0rd P@ssw0rd P@$$w0rd Passw0rd! Password2024! Summer2023! Winter2024 Welcome123! letmein1 11111111 88888888 12341234 asdfghjkl
zxcvbnm1 q1w2e3r4 q1w2e3r4t5 1234qwer qwer1234 asdf1234 zaq12wsx !QAZ2wsx 1qaz@WSX 1qazXSW@ monkey12 dragon123 master12 liverpool
chelsea1 arsenal1 charlie1 shadow12 michael1 jessica1 ashley12 bailey123 mustang1 access14 987654321 87654321 11223344 123123123
147258369 14789632 741852963 abcd1234 a1b2c3d4 aaaaaaaa 00000000 66666666 administrator root1234 changeme test1234 testtest default1
guest123 qazwsxedc zxcvbnm,./ asdfjkl; football1 baseball1 hello123 helloworld 1234567a 12345678a a12345678 azertyuiop motdepasse
5201314520 woaini1314 babygirl1 lovelove soccer12 pokemon1 samsung1 blink182 ncc1701d fuckyou1 asshole1 bigdaddy cocacola scorpion
snowball butterfly elephant marlboro slipknot metallica garfield startrek victoria samantha benjamin alexander elizabeth christopher
nicholas veronica valentina francisco alejandro catherine 0987654321 poiuytrewq lkjhgfdsa mnbvcxz1 qweasdzxc 123qweasd 123qwe123
zxcasdqwe 1a2b3c4d 789456123 159357456 0123456789 9876543210 13579246810 112233445566 121212121212 19901990 password!@#$ january2020
Monday01! Qwerty!2345 l3tm31n! sunsh1ne dr4g0n123 1l0v3y0u m0nk3y12 Pa55word Admin123! пароль123 привет12 йцукен123`
  .trim()
  .split(/\s+/)

const leakedAndLong = `
password12345678 passwordpassword qwertyqwertyqwerty 123456789012345 aaaaaaaaaaaaaaa abcdefghijklmno qwertyuiopasdfg iloveyouiloveyou
letmeinletmein1! 1q2w3e4r5t6y7u8i9o 111111111111111 abcabcabcabcabc 1qaz2wsx3edc4rfv qwertyuiop123456 administrator123! zxcvbnmasdfghjkl
correcthorsebatterystaple thequickbrownfox 1234567890qwertyuiop asdfasdfasdfasdf password2024!!!! PASSWORDPASSWORD christopher12345
p.a.s.s.w.o.r.d pass-word-1234567 correct-horse_battery.staple`
  .trim()
  .split(/\s+/)

const its = `
lorenzo.gatti LorenzoGatti lorenzo.gatti1 LORENZO.GATTI2024! 12345lorenzo.gatti lorenzo.g@blue-harbour.example lorenzogatti!
blue-harbour.example blue-harbour1 blueharbour1! exampleshop ExampleShop123 example_shop L0renz0Gatt1`
  .trim()
  .split(/\s+/)

const fine = [
  'four words of no song',
  'correct horse battery stable',
  'correct.horse-battery_wagon',
  'monkeydragonsunshine',
  'purple-monkey-dishwasher',
  'dragon8471936250',
  'k7#mQ2vX9pLw',
  'gV3nq8Zt',
  'jump over 13 fences',
  'πρασινο αλογο τρεχει',
  '🐎🔋📎🔑🐍🔭📐🎷',
  'lorenzo likes gatti more',
]

describe('a password that is set (L24)', () => {
  for (const password of leaked) {
    it(`refuses ${password}`, () => assert.throws(() => passwords.check(password), common))
  }
  for (const password of leakedAndLong) {
    it(`refuses ${password}, long as it is`, () => {
      assert.throws(() => strict.check(password), common)
    })
  }
  for (const password of its) {
    it(`refuses ${password}: it says whose it is`, () => {
      assert.throws(() => passwords.check(password, owner), common)
    })
  }
  for (const password of fine) {
    it(`takes ${password}`, () => passwords.check(password, owner))
  }
  it('is judged in any width and form that is the same password', () => {
    assert.throws(() => passwords.check('PassWord\u3000'), common)
  })
  it('needs no capitals, digits or signs', () => {
    for (const password of [
      'alllowercaseletters',
      'ALL UPPER CASE HERE',
      '482917365014829',
      '  mind  the  gap  ',
    ]) {
      strict.check(password)
    }
  })
})

describe('the length of a password that is set', () => {
  const cases: readonly [id: string, password: string, code: string | undefined][] = [
    ['nothing', '', 'password_too_short'],
    ['14 characters', 'kV8#qLm2wXz7pT', 'password_too_short'],
    ['15 characters', 'kV8#qLm2wXz7pTr', undefined],
    ['15 characters outside the BMP', '🐎🔋📎🔑🐍🔭📐🎷🧭🪁🧩🎲🪴🧵🛶', undefined],
    [
      '14 characters, written as 28',
      'e\u0301'.repeat(7) + 'o\u0308'.repeat(7),
      'password_too_short',
    ],
    ['64 characters (ASVS 6.2.9)', 'kV8#qLm2wXz7pTr '.repeat(3) + 'and sixteen more', undefined],
    ['1,024 characters', 'word '.repeat(204) + 'ends', undefined],
    ['1,025 characters', 'word '.repeat(205), 'password_too_long'],
  ]
  for (const [id, password, code] of cases) {
    it(`L05 ${id} → ${code ?? 'fine'}`, () => {
      if (code === undefined) strict.check(password)
      else assert.throws(() => strict.check(password), { code })
    })
  }
  it('has a minimum of 8 or more', () => {
    for (const minLength of [7, 0, -1, 8.5, NaN, 1_025]) {
      assert.throws(() => createPasswords({ minLength }), RangeError)
    }
  })
})
