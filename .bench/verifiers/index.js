// Which other services may listen to revocations and ask about tokens: a name and a credential each,
// of which only a hash is stored. What they are told is not decided here.
export { createVerifiers } from './verifiers.js';
