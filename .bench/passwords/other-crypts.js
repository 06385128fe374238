import { createHmac, hash } from 'node:crypto';
import { encodeUtf8 } from '../bytes.js';
import { encodeHash64 } from './crypt-base64.js';
/** The checksum of NetBSD's `$sha1$`: PBKDF1 with HMAC, the count being part of what is hashed first. */
export function sha1Crypt(password, salt, count) {
    let last = encodeUtf8(`${salt}$sha1$${count}`);
    for (let round = 0; round < count; round += 1) {
        last = createHmac('sha1', password).update(last).digest();
    }
    // The first byte again fills the last group.
    const order = [2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9, 14, 13, 12, 17, 16, 15, 0, 19, 18];
    return encodeHash64(last, order);
}
/** The checksum of phpass, `$P$` in WordPress and `$H$` in phpBB. */
export function phpass(password, salt, count) {
    let last = hash('md5', Buffer.concat([encodeUtf8(salt), password]), 'latin1');
    const text = Buffer.concat([new Uint8Array(16), password]);
    for (let round = 0; round < count; round += 1) {
        text.write(last, 0, 'latin1');
        last = hash('md5', text, 'latin1');
    }
    return encodeHash64(Buffer.from(last, 'latin1'));
}
