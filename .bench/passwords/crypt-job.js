import { bsdiCrypt, desCrypt } from './des-crypt.js';
import { md5Crypt, shaCrypt } from './digest-crypt.js';
import { phpass, sha1Crypt } from './other-crypts.js';
const algorithms = {
    sha512_crypt: (password, salt, rounds) => shaCrypt('sha512', password, salt, rounds),
    sha256_crypt: (password, salt, rounds) => shaCrypt('sha256', password, salt, rounds),
    md5_crypt: (password, salt) => md5Crypt('1', password, salt),
    apr_md5_crypt: (password, salt) => md5Crypt('apr1', password, salt),
    sha1_crypt: sha1Crypt,
    phpass,
    des_crypt: desCrypt,
    bsdi_crypt: bsdiCrypt,
};
/** The checksum, as it stands at the end of a stored hash. Holds the thread until it is done. */
export const runCryptJob = ({ algorithm, password, salt, rounds }) => algorithms[algorithm](password, salt, rounds);
