import { InvalidRequest } from './invalid-request.js';
export const revocations = {
    method: 'GET',
    path: '/api/v1/revocations',
    summary: 'Revocations as they happen',
    description: 'Server-sent events for verifiers in other services: a snapshot, then what is revoked, in the order of its numbers, and a heartbeat every second. Last-Event-ID goes on where a connection broke off.',
    needs: 'verifier',
    // There is no HEAD of what does not end.
    effect: true,
    parameters: [
        {
            in: 'header',
            name: 'Last-Event-ID',
            description: 'The last number that the verifier has.',
            schema: { type: 'integer' },
        },
        {
            in: 'query',
            name: 'after',
            description: 'The same, for whoever cannot set the header.',
            schema: { type: 'integer' },
        },
    ],
    status: 200,
    answers: { description: 'The events.', mediaType: 'text/event-stream' },
    problems: [
        'invalid_request',
        'credentials_missing',
        'invalid_client',
        'cross_site_request',
        'rate_limited',
        'overloaded',
        'temporarily_unavailable',
    ],
    answer: ({ auth, request, url, verifier }) => {
        const last = request.headers.get('last-event-id') ?? url.searchParams.get('after');
        const stream = auth.streams.open({ holder: verifier.id, after: numberIn(last) });
        return new Response(stream, {
            headers: {
                'content-type': 'text/event-stream',
                // nginx would collect events until its buffer is full.
                'x-accel-buffering': 'no',
            },
        });
    },
};
function numberIn(text) {
    if (text === null || text === '')
        return undefined;
    if (/^\d{1,15}$/.test(text))
        return Number(text);
    throw new InvalidRequest('the number of the last event is none');
}
