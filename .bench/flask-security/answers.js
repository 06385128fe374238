import { pythonJson } from '../dialects/index.js';
export function createAnswers({ isFirst, formKey }) {
    const answer = (code, response, headers = {}) => pythonJson({ meta: { code }, response }, isFirst ? 200 : code, headers);
    return {
        ok: (response) => answer(200, response),
        badForm(errors) {
            const byField = new Map([...errors].map(([field, texts]) => [field || formKey, texts]));
            if (isFirst)
                return answer(400, { errors: byField });
            return answer(400, { errors: [...errors.values()].flat(), field_errors: byField });
        },
        refused: (code, message, more = {}, headers = {}) => answer(code, { errors: [message], ...more }, headers),
    };
}
