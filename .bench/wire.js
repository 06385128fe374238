// The JSON of the native API, types only: what the endpoints answer and what a client may send.
export {};
