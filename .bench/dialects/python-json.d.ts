/** The body that Flask's `jsonify` makes: sorted, compact, ASCII, and a line's end. */
export declare const pythonJson: (body: Readonly<Record<string, unknown>>, status?: number, headers?: Readonly<Record<string, string>>) => Response;
