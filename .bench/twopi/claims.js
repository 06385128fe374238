import { defineAccessToken } from '../tokens/index.js';
const isText = (value) => typeof value === 'string';
const schema = {
    '~standard': {
        version: 1,
        vendor: 'latchkey',
        validate(value) {
            const { rfid, user_id, scopes } = Object(value);
            if (!isText(rfid))
                return { issues: [{ message: 'expected text', path: ['rfid'] }] };
            if (!isText(user_id))
                return { issues: [{ message: 'expected text', path: ['user_id'] }] };
            if (Array.isArray(scopes) && scopes.every(isText))
                return { value: { rfid, user_id, scopes } };
            return { issues: [{ message: 'expected a list of texts', path: ['scopes'] }] };
        },
    },
};
/** The original's `ShortlivedToken`: its claims, made of a session as `from_refresh_token` did of a refresh token. */
export const twopiAccessToken = defineAccessToken({
    schema,
    fromRefreshToken: ({ session, account }) => ({
        sub: account.id,
        sid: session.id,
        rfid: session.id,
        user_id: account.username,
        scopes: [...account.scopes],
    }),
});
