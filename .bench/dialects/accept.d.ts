import type { FlaskRequest } from './flask-request.ts';
/**
 * Whether the client wants JSON by Flask-Security's rule: it sends JSON, or JSON is the one it would like best.
 * Werkzeug puts the more specific range before the heavier one, so the wildcard never wins.
 */
export declare const wantsJson: (request: FlaskRequest) => boolean;
